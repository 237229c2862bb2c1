package dev.gatehouse.benchmarks.seal;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of the measuring thread per operation: what a wall clock would show if nobody else wanted the cores.
 * Collecting garbage happens on another thread and is not in it.
 */
public final class CpuTime implements InternalProfiler {
    static final String LABEL = "cpu.time.norm";
    private static final java.lang.management.ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "processor time of the measuring thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        double micros = (nanos() - before) / 1_000.0 / Math.max(1, result.getMetadata().getAllOps());
        return List.of(new ScalarResult(LABEL, micros, "us/op", AggregationPolicy.AVG));
    }

    private static long nanos() {
        return Arrays.stream(THREADS.getAllThreadIds()).filter(CpuTime::isWorker).map(THREADS::getThreadCpuTime)
                .filter(n -> n > 0).sum();
    }

    private static boolean isWorker(long id) {
        var info = THREADS.getThreadInfo(id);
        return info != null && info.getThreadName().contains("jmh-worker");
    }
}
