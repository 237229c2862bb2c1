package dev.gatehouse.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** The one on which this runs. */
final class ThisMachine implements Machine {
    private static final Pattern MAVEN = Pattern.compile("Apache Maven ([0-9][0-9.]*)");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+([0-9]+) kB");
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final long MAVEN_PATIENCE_SECONDS = 20;

    @Override
    public int java() {
        return Runtime.version().feature();
    }

    @Override
    public Optional<String> maven() {
        return onPath("mvn").flatMap(ThisMachine::mavenVersion);
    }

    @Override
    public boolean hasTool(String name) {
        return onPath(name).isPresent();
    }

    @Override
    public boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** On Linux with what caches would give back; elsewhere all that there is. */
    @Override
    public OptionalLong memory() {
        try {
            var matcher = AVAILABLE.matcher(Files.readString(MEMINFO));
            if (matcher.find())
                return OptionalLong.of(Long.parseLong(matcher.group(1)) * 1024);
        } catch (IOException notLinux) {
            // asked otherwise
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getTotalMemorySize())
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong disk() {
        try {
            return OptionalLong.of(Files.getFileStore(Path.of(System.getProperty("user.home"))).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Path> onPath(String tool) {
        var path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of(Path.of(folder, tool), Path.of(folder, tool + ".cmd")))
                .filter(Files::isExecutable).findFirst();
    }

    private static Optional<String> mavenVersion(Path mvn) {
        try {
            var process = new ProcessBuilder(mvn.toString(), "-B", "-v").redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(MAVEN_PATIENCE_SECONDS, TimeUnit.SECONDS))
                    return Optional.empty();
                var matcher = MAVEN.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
            } finally {
                process.destroy();
            }
        } catch (IOException cannotRun) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
