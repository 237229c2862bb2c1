package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.demo.estate.BrokerNotReadyException;
import dev.gatehouse.demo.estate.DatabaseNotReadyException;
import dev.gatehouse.names.Realm;

/** One run: everything is started, the story told, and everything ended, however the run ends. */
final class Demo {
    private static final Realm REALM = new Realm("local-demo");
    private static final Duration NEWS_EVERY = Duration.ofSeconds(30);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final DemoOptions options;
    private final Installation installation;
    private final Progress progress;
    private final Stopwatch stopwatch;
    private final InstantSource clock;
    private final Deque<Runnable> atTheEnd = new ArrayDeque<>();
    private boolean ending;
    private volatile boolean done;

    Demo(DemoOptions options, Installation installation, Progress progress, Stopwatch stopwatch, InstantSource clock) {
        this.options = options;
        this.installation = installation;
        this.progress = progress;
        this.stopwatch = stopwatch;
        this.clock = clock;
    }

    /** @throws CommandFailedException if what was waited for did not happen */
    ExitCode run() {
        var hook = new Thread(this::endBySignal, "demo-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            play();
            return done ? ExitCode.DONE : ExitCode.DIFFERENCE;
        } catch (EndedException ended) {
            return ExitCode.DIFFERENCE;
        } catch (StepMissingException missing) {
            done = false;
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(missing.getMessage()),
                    "Look at the end of " + missing.log(), missing);
        } catch (BrokerNotReadyException notReady) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, "the broker did not start: " + notReady.getMessage(),
                    "See above; everything that was started is ended", notReady);
        } catch (DatabaseNotReadyException notReady) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, "the database did not start: " + notReady.getMessage(),
                    "See above; everything that was started is ended", notReady);
        } finally {
            end();
            removeHook(hook);
        }
    }

    private void play() {
        var ports = claimPorts();
        atEnd(ports::close);
        var data = DataFolder.claim(options.dataDir().orElseGet(() -> defaultFolder(ports.base())).toAbsolutePath().normalize());
        atEnd(() -> release(data));
        if (options.dataDir().isPresent()) {
            var signpost = Signpost.at(defaultFolder(ports.base()));
            if (signpost.pointTo(data.path()))
                atEnd(signpost::remove);
        }
        logInto(data.path());
        progress.tell("folder",
                (data.wasStale() ? "cleaned up after an earlier demo: %s, ports from %d" : "data in %s, ports from %d")
                        .formatted(data.path(), ports.base()));
        var issued = clock.instant();
        var world = world(data.path(), ports);
        var report = new Report(new DemoFile(data.path()), progress, stopwatch, clock);
        report.start(world);
        atEnd(() -> report.state("ended"));
        progress.tell("identities", "certificates and contracts for %s, devices, and some that must be refused"
                .formatted(String.join(", ", world.catalog().services())));
        var waiting = new Waiting(options.patience(), world.platform()::requireAlive);
        start(world, report, waiting, issued);
        tell(world, report, waiting);
    }

    private Ports claimPorts() {
        try {
            return Ports.claim(options.portBase());
        } catch (IllegalStateException none) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(none.getMessage()), "Choose another --port-base",
                    none);
        }
    }

    private static Path defaultFolder(int portBase) {
        return DefaultFolder.of(portBase, System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    /** Before anything that logs is loaded. */
    private static void logInto(Path folder) {
        System.setProperty("gatehouse.launcher.log", folder.resolve("logs").resolve("launcher.log").toString());
        System.setProperty("logback.configurationFile", "dev/gatehouse/demo/app/launcher-logback.xml");
    }

    private World world(Path data, Ports ports) {
        var catalog = PlatformCatalog.read(installation, REALM);
        ports.assign(catalog.services());
        var devices = new ArrayList<>(DeviceName.SIMULATED);
        devices.add(DeviceName.FREE);
        var identities = Identities.issue(REALM.value(), catalog.services(), devices, options.certificateLife(), clock.instant());
        new ServiceFolders(data, catalog, identities).write();
        var caches = options.train().<AotCaches>map(AotCaches.Train::new).orElseGet(installation::caches);
        var platform = new Platform(data, catalog, identities, installation, caches, ports);
        var http = Executors.newVirtualThreadPerTaskExecutor();
        atEnd(http::shutdownNow);
        var peers = new Peers(Tls.renewed(() -> identities.of(Identities.OPERATOR), identities.authority(), http));
        return new World(data, catalog, identities, ports, platform, new TokenIssuer(ports, identities), peers, clock, http);
    }

    private void start(World world, Report report, Waiting waiting, Instant issued) {
        var platform = world.platform();
        atEnd(world.issuer()::close);
        atEnd(platform::stop);
        atEnd(waiting::end);
        var renewal = new Renewal(world, new ServiceFolders(world.data(), world.catalog(), world.identities()), report, clock,
                issued);
        atEnd(renewal::close);
        // Starting a broker keeps one core busy; there is another one.
        var database = platform.beginDatabase(() -> report.ready("database-ready", "databaseReadySeconds",
                "database ready on %s: a role and a schema for each service".formatted(platform.databaseUrl())));
        world.issuer().begin(report::tokens);
        platform.startBroker();
        // A service makes its tables as it starts, and needs longer to its first record than topics and rights need to be there.
        await(database);
        renewal.begin();
        platform.startServices();
        report.processes(platform.processes());
        platform.provision();
        report.ready("broker-ready", "brokerReadySeconds", "broker ready on %s: %d topics and %d rights, as the catalog says"
                .formatted(platform.bootstrap(), world.catalog().topics().size(), world.catalog().acls().size()));
        for (var service : world.catalog().services()) {
            var peer = world.ports().peerUrl(service);
            waiting.until(service + " becomes ready", platform.log(service),
                    () -> world.peers().ready(peer) ? Optional.of(true) : Optional.empty());
            report.ready(service + "-ready", Report.camel(service) + "ReadySeconds", "%s ready".formatted(service));
        }
        platform.processes().keySet().stream().filter(name -> AotCaches.wasRefused(platform.log(name))).forEach(
                name -> progress.tell("cache-refused", "%s could not use its AOT cache and started more slowly, see %s"
                        .formatted(name, platform.log(name))));
    }

    private static void await(CompletableFuture<Void> database) {
        try {
            database.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof DatabaseNotReadyException notReady)
                throw notReady;
            throw failed;
        }
    }

    private void tell(World world, Report report, Waiting waiting) {
        var recording = Recording.load();
        var fleet = new Fleet(recording, progress);
        atEnd(fleet::close);
        var first = world.device(DeviceName.FIRST);
        var story = new Story(world, waiting, report, progress);
        var sent = story.firstEvent(first, recording.at(0));
        report.memory(world.platform().processes());
        if (options.onlyFirstEvent()) {
            done = true;
            return;
        }
        DeviceName.SIMULATED.stream().filter(name -> !name.equals(DeviceName.FIRST)).map(world::device).forEach(fleet::join);
        story.lookAtTheBroker(first, sent);
        story.fault(first);
        fleet.join(first);
        story.stranger();
        story.thief(sent);
        new ResidentStory(world, waiting, report, progress).tell();
        done = true;
        report.state("running");
        report.ready("story-told", "storySeconds", "that was the story; devices go on reporting");
        report.memory(world.platform().processes());
        if (options.until().isEmpty())
            runOn(world, waiting, fleet);
    }

    private void runOn(World world, Waiting waiting, Fleet fleet) {
        progress.list(Advice.text(world));
        while (!waiting.pause(shorter(left(), NEWS_EVERY)) && left().isPositive()) {
            world.platform().requireAlive();
            progress.tell("news", "%d readings accepted".formatted(fleet.accepted()));
        }
    }

    /** Of the time for which the demo was asked to run. */
    private Duration left() {
        return options.duration().map(whole -> whole.minus(stopwatch.elapsed())).orElse(FOR_EVER);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private synchronized void atEnd(Runnable action) {
        if (ending)
            throw new EndedException();
        atTheEnd.push(action);
    }

    private void release(DataFolder data) {
        if (options.keep() || !done) {
            data.close();
            progress.tell("kept", "the data folder stays: " + data.path());
        } else
            data.delete();
    }

    /** Undoes what was done, last things first; whoever comes second waits for the first. */
    private synchronized void end() {
        if (ending)
            return;
        ending = true;
        while (!atTheEnd.isEmpty())
            atTheEnd.pop().run();
        progress.tell("ended", "everything is ended");
    }

    /** By Ctrl-C or TERM. The main thread, wherever it is, cannot bring its exit code any more. */
    private void endBySignal() {
        end();
        Runtime.getRuntime().halt((done ? ExitCode.DONE : ExitCode.DIFFERENCE).number());
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // It runs, and will end this process.
        }
    }
}
