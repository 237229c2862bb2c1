package dev.gatehouse.cli.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Looks at everything that the build and the demo need, and at what some tests and tips use. */
final class Examination {
    private static final int JDK = 25;
    private static final String MAVEN = "3.8.7";
    private static final int PORTS = 100;
    private static final long GIB = 1L << 30;
    private static final long MEMORY = 2 * GIB; // the demo takes 1.8
    private static final long DISK = 2 * GIB; // jars, AOT caches and a day of a demo's data

    private final Machine machine;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(Machine machine) {
        this.machine = machine;
    }

    /** @param portBase first of the hundred ports that the demo would take */
    static List<Finding> of(Machine machine, int portBase) {
        var examination = new Examination(machine);
        examination.jdk();
        examination.maven();
        examination.ports(portBase);
        examination.database();
        examination.room("memory", machine.memory(), MEMORY, "End something else; the demo takes 1.8 GiB");
        examination.room("disk", machine.disk(), DISK, "Make room in your home folder");
        examination.tool("kcat", "to look at the broker as an outsider does; some tests are skipped without it");
        examination.tool("openssl", "to look at certificates and handshakes; some tests are skipped without it");
        examination.tool("curl", "to talk to the services by hand");
        examination.tool("jq", "to read demo.json in scripts");
        return examination.findings;
    }

    private void jdk() {
        var found = "Java " + machine.java();
        findings.add(machine.java() == JDK
                ? Finding.ok("JDK", found)
                : Finding.missing("JDK", found,
                        "Install a JDK %d, for example Temurin, and let JAVA_HOME name it".formatted(JDK)));
    }

    private void maven() {
        var remedy = "Install Maven %s or newer".formatted(MAVEN);
        findings.add(machine.maven().map(version -> atLeast(version, MAVEN)
                ? Finding.ok("Maven", version)
                : Finding.missing("Maven", version, remedy)).orElseGet(() -> Finding.missing("Maven", "not found", remedy)));
    }

    private void ports(int base) {
        var taken = IntStream.range(base, base + PORTS).filter(port -> !machine.isFree(port)).boxed().toList();
        var what = "ports %d to %d".formatted(base, base + PORTS - 1);
        findings.add(taken.isEmpty()
                ? Finding.ok(what, "free")
                : Finding.optional(what, "taken: " + taken,
                        "Nothing, if that is a demo; the next one takes the next hundred, or those from --port-base"));
    }

    /** PostgreSQL refuses to run as root; in a user namespace it does not know that it is. */
    private void database() {
        if (!machine.isRoot())
            findings.add(Finding.ok("database", "brought along"));
        else
            findings.add(machine.hasTool("unshare")
                    ? Finding.ok("database", "brought along, in a user namespace as this is root")
                    : Finding.missing("database", "PostgreSQL does not run as root",
                            "Use another user than root, or install unshare (of util-linux)"));
    }

    private void room(String what, OptionalLong bytes, long least, String remedy) {
        if (bytes.isEmpty()) {
            findings.add(Finding.optional(what, "unknown", remedy));
            return;
        }
        var found = "%.1f GiB".formatted((double) bytes.getAsLong() / GIB);
        findings.add(bytes.getAsLong() >= least ? Finding.ok(what, found) : Finding.missing(what, found, remedy));
    }

    private void tool(String name, String purpose) {
        findings.add(machine.hasTool(name)
                ? Finding.ok(name, "found")
                : Finding.optional(name, "not found", "Install it " + purpose));
    }

    /** Of versions of numbers and dots. */
    static boolean atLeast(String version, String least) {
        return Arrays.compare(numbers(version), numbers(least)) >= 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).filter(part -> part.matches("[0-9]{1,9}")).mapToInt(Integer::parseInt)
                .toArray();
    }
}
