package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Neighbouring ports that were free when they were claimed; nobody else who claims by {@link FreePorts} gets them until closed. */
public final class PortBlock implements AutoCloseable {
    private final int base;
    private final int size;
    private final ServerSocket claim;

    PortBlock(int base, int size, ServerSocket claim) {
        this.base = base;
        this.size = size;
        this.claim = claim;
    }

    public int base() {
        return base;
    }

    /** The last port of the block belongs to the claim itself and is never given out. */
    public int port(int offset) {
        if (offset < 0 || offset >= size - 1)
            throw new IllegalArgumentException("offset %d is outside of this block of %d ports".formatted(offset, size));
        return base + offset;
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
