package dev.gatehouse.benchmarks.seal;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH, each time in a new JVM: compiled before it goes on (-Xbatch), so that a busy machine does not cut the warm-up short. */
@SuppressWarnings("rawtypes") // as JMH's own signatures are
final class Lab {
    private static final String[] JVM = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-Xbatch",
            "--sun-misc-unsafe-memory-access=allow"};
    private static final int ITERATIONS = 5;
    private static final int FIRST_RECORD_JVMS = 3;
    private static final double MOST_PATIENCE = 6;
    private final int warmupMillis;
    private final int iterationMillis;
    private final int firstRecordIterations;
    /** How much longer the last measurement took than it worked; the next one gets as much more time. */
    private double patience = 1;

    Lab(boolean quick) {
        this.warmupMillis = quick ? 500 : 750;
        this.iterationMillis = quick ? 100 : 200;
        this.firstRecordIterations = quick ? 1 : 2;
    }

    Measurement measure(Point point) throws RunnerException {
        var options = options(point.work().benchmark, point.work().method).mode(Mode.AverageTime).timeUnit(TimeUnit.MICROSECONDS)
                .param("payloadBytes", Integer.toString(point.payloadBytes()))
                .addProfiler(GCProfiler.class).addProfiler(CpuTime.class);
        if (point.isSealed())
            options.param("readers", Integer.toString(point.readers()));
        var iterations = run(options).getBenchmarkResults().stream().map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream).toList();
        var measurement = new Measurement(
                Median.of(iterations.stream().mapToDouble(i -> secondary(i, CpuTime.LABEL))),
                Median.of(iterations.stream().map(IterationResult::getPrimaryResult).mapToDouble(Result::getScore)),
                Median.of(iterations.stream().mapToDouble(i -> secondary(i, "gc.alloc.rate.norm"))));
        patience = Math.clamp(measurement.wallMicros() / measurement.cpuMicros(), 1, MOST_PATIENCE);
        return measurement;
    }

    /** The first record in a session: 99th percentile by the wall, in µs, median of three JVMs that compile in the background. */
    double firstRecord() throws RunnerException {
        var percentiles = new double[FIRST_RECORD_JVMS];
        for (int i = 0; i < percentiles.length; i++)
            percentiles[i] = run(options(FirstRecordBenchmark.class, "first").mode(Mode.SampleTime)
                    .timeUnit(TimeUnit.MICROSECONDS).measurementIterations(firstRecordIterations)
                    .measurementTime(TimeValue.seconds(1)).jvmArgsAppend("-XX:+BackgroundCompilation"))
                    .getPrimaryResult().getStatistics().getPercentile(99);
        return Median.of(DoubleStream.of(percentiles));
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, String method) {
        return new OptionsBuilder().include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$").forks(1)
                .warmupIterations(2).warmupTime(patiently(warmupMillis)).measurementIterations(ITERATIONS)
                .measurementTime(patiently(iterationMillis))
                .jvmArgs(JVM).shouldFailOnError(true).verbosity(VerboseMode.SILENT);
    }

    private TimeValue patiently(int millis) {
        return TimeValue.milliseconds(Math.round(millis * patience));
    }

    private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).runSingle();
    }

    private static double secondary(IterationResult iteration, String label) {
        return iteration.getSecondaryResults().entrySet().stream().filter(e -> e.getKey().endsWith(label))
                .mapToDouble(e -> e.getValue().getScore()).findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH did not report " + label));
    }

    static String jvm() {
        return String.join(" ", Arrays.asList(JVM));
    }
}
