package dev.gatehouse.sealing;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.TopicName;

/** Seals payloads for the declared readers of a topic. Thread-safe; never waits and never asks the network. */
@FunctionalInterface
public interface Sealer {
    /**
     * Seals one payload, binding key and headers: AES-256-GCM with a counter nonce, 38 bytes longer than the payload.
     *
     * @param key the record's key, bound even when absent
     * @param headers all headers of the record; {@code ce_*} and {@code content-type} are bound
     */
    Sealing seal(TopicName topic, byte @Nullable [] key, List<Header> headers, byte[] payload);
}
