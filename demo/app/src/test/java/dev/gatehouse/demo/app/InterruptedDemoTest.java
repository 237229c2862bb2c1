package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InterruptedDemoTest {
    @TempDir
    private Path temporary;

    @Test
    void endsEverythingThatItHadStartedAndDoesNotClaimSuccess() throws Exception {
        var demo = DemoProcess.start(temporary.resolve("data"), "--until", "first-event");
        await().atMost(Duration.ofMinutes(3)).until(() -> demo.children().size() > 1);
        var children = demo.children();

        demo.process().destroy();

        assertThat(demo.process().waitFor(30, SECONDS)).isTrue();
        assertThat(demo.process().exitValue()).as(demo.printed()).isEqualTo(1);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
}
