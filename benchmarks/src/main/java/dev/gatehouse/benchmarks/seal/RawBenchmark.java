package dev.gatehouse.benchmarks.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The least that anybody pays for AES-256-GCM in the JDK: one Cipher, a counter as nonce, associated data lying ready. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RawBenchmark {
    private static final int TAG = 16;

    @Param("1024")
    int payloadBytes;

    private Cipher cipher;
    private SecretKey key;
    private final byte[] nonce = new byte[12];
    private int counter;
    private byte[] associated;
    private byte[] payload;
    private byte[] sealed;

    @Setup
    public void prepare() throws GeneralSecurityException {
        var keyBytes = new byte[32];
        new Random(1).nextBytes(keyBytes);
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        key = new SecretKeySpec(keyBytes, "AES");
        var event = new SampleEvent(payloadBytes);
        associated = event.associatedData();
        payload = event.payload;
        sealed = encrypt();
    }

    /** Into a new array, as it has to be when somebody keeps it. */
    @Benchmark
    public byte[] encrypt() throws GeneralSecurityException {
        ByteBuffer.wrap(nonce).putInt(8, ++counter);
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(associated);
        var out = new byte[payload.length + TAG];
        cipher.doFinal(payload, 0, payload.length, out, 0);
        return out;
    }

    @Benchmark
    public byte[] decrypt() throws GeneralSecurityException {
        ByteBuffer.wrap(nonce).putInt(8, 1);
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(sealed);
    }

    @Benchmark
    public byte[] copy() {
        return payload.clone();
    }
}
