package dev.gatehouse.benchmarks.seal;

import java.util.ArrayList;
import java.util.List;

/** One line of the table: which benchmark, with how many bytes of payload and, where it matters, readers (else 0). */
record Point(Work work, int payloadBytes, int readers) {
    static final int TARGETED = 1024;
    static final int[] PAYLOADS = {256, TARGETED, 16384};

    /** What is measured, and beside what. */
    enum Work {
        COPY("copy of the payload", RawBenchmark.class, "copy"), RAW_ENCRYPT("raw AES-256-GCM, encrypt", RawBenchmark.class,
                "encrypt"), SEAL("seal", SealedBenchmark.class, "seal"), SEAL_NEW_HEADERS("seal, list of headers made in it",
                        SealedBenchmark.class, "sealWithNewHeaders"), RAW_DECRYPT("raw AES-256-GCM, decrypt", RawBenchmark.class,
                                "decrypt"), OPEN("open", SealedBenchmark.class, "open");

        final String title;
        final Class<?> benchmark;
        final String method;

        Work(String title, Class<?> benchmark, String method) {
            this.title = title;
            this.benchmark = benchmark;
            this.method = method;
        }
    }

    /** In the order of the table; what belongs together is measured one after the other. */
    static List<Point> ofPayload(int bytes, boolean quick) {
        boolean tenReaders = !quick || bytes == TARGETED;
        var points = new ArrayList<Point>();
        points.add(new Point(Work.COPY, bytes, 0));
        points.add(new Point(Work.RAW_ENCRYPT, bytes, 0));
        points.add(new Point(Work.SEAL, bytes, 1));
        if (tenReaders)
            points.add(new Point(Work.SEAL, bytes, 10));
        if (bytes == TARGETED)
            points.add(new Point(Work.SEAL_NEW_HEADERS, bytes, 1));
        points.add(new Point(Work.RAW_DECRYPT, bytes, 0));
        points.add(new Point(Work.OPEN, bytes, 1));
        if (tenReaders)
            points.add(new Point(Work.OPEN, bytes, 10));
        return points;
    }

    /** What it is compared with: the primitive alone, over the same bytes. */
    Point raw() {
        return new Point(switch (work) {
            case COPY, RAW_ENCRYPT, SEAL, SEAL_NEW_HEADERS -> Work.RAW_ENCRYPT;
            case RAW_DECRYPT, OPEN -> Work.RAW_DECRYPT;
        }, payloadBytes, 0);
    }

    boolean isSealed() {
        return readers > 0;
    }
}
