package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds blocks of free ports. A claim is a listening socket on the block's last port: it works between users and between
 * programs, and ends with its process however that ends, as no lock file would.
 */
public final class FreePorts {
    private FreePorts() {}

    /**
     * The first free block at {@code base}, {@code base + size}, ...
     *
     * @param attempts how many blocks to try; 1 means these ports or none
     * @throws IllegalStateException if none of them is wholly free
     */
    public static PortBlock claim(int base, int size, int attempts) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            var block = tryClaim(base + attempt * size, size);
            if (block != null)
                return block;
        }
        throw new IllegalStateException("no %d free ports in %d to %d: end what listens there, or choose another port base"
                .formatted(size, base, base + attempts * size - 1));
    }

    private static @Nullable PortBlock tryClaim(int base, int size) {
        var claim = listen(InetAddress.getLoopbackAddress(), base + size - 1);
        if (claim == null)
            return null;
        var block = new PortBlock(base, size, claim);
        if (IntStream.range(base, base + size - 1).allMatch(FreePorts::isFree))
            return block;
        block.close();
        return null;
    }

    /** On some systems an address of its own can be bound beside the wildcard, so both are asked. */
    private static boolean isFree(int port) {
        return canListen(InetAddress.getLoopbackAddress(), port) && canListen(new InetSocketAddress(0).getAddress(), port);
    }

    private static boolean canListen(InetAddress address, int port) {
        try (var socket = listen(address, port)) {
            return socket != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable ServerSocket listen(InetAddress address, int port) {
        try {
            return new ServerSocket(port, 1, address);
        } catch (IOException e) {
            return null;
        }
    }
}
