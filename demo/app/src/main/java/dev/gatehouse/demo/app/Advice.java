package dev.gatehouse.demo.app;

/** What to try next. */
final class Advice {
    private Advice() {}

    static String text(World world) {
        var data = world.data();
        return """
                Gatehouse runs. From another terminal:
                  broker          %s   (mutual TLS; certificates in %s)
                  database        %s   (the operator's certificate; try: gatehouse verify)
                  devices' door   %s/readings   (a device's certificate, such as device-1)
                  residents' door %s/notices   (a token; who gets one: token in demo.json)
                  operator        %s/actuator/metrics   (health and metrics, the operator's certificate)
                  for scripts     %s   (every address, certificate, log and process)
                  to try          docs/try-it.md   (openssl, curl and kcat: what is admitted, what is refused)
                  services' logs  %s
                Everything here runs under one user, so that files keep nothing apart on this machine; a realm that is
                not local must not keep keys in folders. Ctrl-C ends everything."""
                .formatted(world.platform().bootstrap(), data.resolve("identities"), world.platform().databaseUrl(),
                        world.ports().apiUrl(World.DEVICE_DOOR),
                        world.ports().apiUrl(World.PEOPLE_DOOR), world.ports().peerUrl(World.DEVICE_DOOR),
                        data.resolve(DemoFile.NAME), data.resolve("logs"));
    }
}
