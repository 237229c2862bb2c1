package dev.gatehouse.benchmarks.seal;

import java.time.Duration;
import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Sealing;
import dev.gatehouse.sealing.SessionLimits;

/** The record that finds its session used up and changes to the one that lies ready, wrapped for ten readers. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class FirstRecordBenchmark {
    private static final int RECORDS = 64;
    private static final int AGED = 48;

    private SamplePlatform platform;
    private SampleEvent event;
    private List<Header> headers;
    private int used;

    @Setup
    public void prepare() {
        platform = new SamplePlatform(10, new SessionLimits(RECORDS, 1L << 30, Duration.ofHours(24)));
        event = new SampleEvent(1024);
        headers = event.headers();
    }

    /** At three quarters the background thread prepares the next session; here it is called in its place. */
    @Setup(Level.Invocation)
    public void useUp() {
        for (; used < AGED; used++)
            platform.seal(event, headers);
        platform.sessions.tick();
        if (!platform.sessions.states().getFirst().nextIsReady())
            throw new IllegalStateException("no session lies ready");
        for (; used < RECORDS; used++)
            platform.seal(event, headers);
        used = 1;
    }

    @Benchmark
    public Sealing first() {
        return platform.sessions.seal(SamplePlatform.TOPIC, event.key, headers, event.payload);
    }
}
