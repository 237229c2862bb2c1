package dev.gatehouse.sealing;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

import javax.crypto.SecretKey;

/**
 * The record key of one session; owns its array and wipes it in {@link #destroy}. Not the JDK's SecretKeySpec, which cannot
 * be wiped. Nothing but the JDK's cipher asks it for its bytes. Not final, so that a test can wipe it in the middle of its use.
 */
class SessionKey implements SecretKey {
    private static final long serialVersionUID = 1;
    private final transient byte[] bytes;
    private volatile boolean destroyed;

    SessionKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        if (destroyed)
            throw new IllegalStateException("the session is over");
        return bytes.clone();
    }

    /** The flag first: who used the key meanwhile sees it in {@link #usable} and throws its result away. */
    @Override
    public void destroy() {
        destroyed = true;
        VarHandle.fullFence();
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    /** To be asked after the key was used: false means that it may have been wiped in the middle. */
    boolean usable() {
        VarHandle.fullFence();
        return !destroyed;
    }

    @Override
    public String toString() {
        return "session key";
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
        throw new java.io.NotSerializableException("a session key is never written anywhere");
    }

    private void readObject(java.io.ObjectInputStream in) throws java.io.IOException {
        throw new java.io.NotSerializableException("a session key is never read from anywhere");
    }
}
