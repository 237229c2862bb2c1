package dev.gatehouse.benchmarks.seal;

import java.util.List;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Sealing;
import dev.gatehouse.sealing.SessionLimits;
import dev.gatehouse.sealing.Verdict;

/** Seal and open through the doors that a service goes through, in a warm session. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class SealedBenchmark {
    @Param("1024")
    int payloadBytes;

    @Param("1")
    int readers;

    private SamplePlatform platform;
    private SampleEvent event;
    private List<Header> headers;
    private Opener opener;
    private SealedRecord received;

    @Setup
    public void prepare() {
        platform = new SamplePlatform(readers, SessionLimits.STANDARD);
        event = new SampleEvent(payloadBytes);
        headers = event.headers();
        opener = platform.opener();
        received = platform.received(event, platform.seal(event, headers));
        if (!(opener.open(received) instanceof Verdict.Opened))
            throw new IllegalStateException("what was sealed does not open");
    }

    /** Validation of the headers, associated data, nonce, cipher. */
    @Benchmark
    public Sealing seal() {
        return platform.sessions.seal(SamplePlatform.TOPIC, event.key, headers, event.payload);
    }

    /** The list of headers and the values that differ between events are made in here, as somebody has to for each event. */
    @Benchmark
    public Sealing sealWithNewHeaders() {
        return platform.sessions.seal(SamplePlatform.TOPIC, event.key, event.headers(), event.payload);
    }

    /** All thirteen steps but the schema: headers, session, freshness, writer, signer, cipher, source. */
    @Benchmark
    public Verdict open() {
        return opener.open(received);
    }
}
