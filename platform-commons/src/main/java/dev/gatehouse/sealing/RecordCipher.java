package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM of the JDK with what can be reused between records: the Cipher, the nonce and the buffer for associated data.
 * Lent from a small pool and not kept per thread, since a virtual thread may live for one record only.
 */
final class RecordCipher {
    private static final int SLOTS = 64;
    private static final int KEPT_BUFFER = 16 * 1024;
    private static final AtomicReferenceArray<@Nullable RecordCipher> POOL = new AtomicReferenceArray<>(SLOTS);

    private final Cipher cipher;
    private final byte[] nonce = new byte[12];
    private byte[] associated = new byte[1024];

    private RecordCipher() {
        try {
            // By name: a Cipher that still looks for its provider is of no use any more once its first key was a wiped one.
            cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM in its provider SunJCE", e);
        }
    }

    static RecordCipher borrow() {
        var pooled = POOL.getAndSet(slot(), null);
        return pooled == null ? new RecordCipher() : pooled;
    }

    void giveBack() {
        if (associated.length > KEPT_BUFFER)
            associated = new byte[1024];
        POOL.set(slot(), this);
    }

    /** Fills {@code value} (session id and counter already written) with ciphertext and tag. */
    void encrypt(SecretKey key, byte[] value, byte @Nullable [] recordKey, BoundHeaders headers, byte[] payload)
            throws GeneralSecurityException {
        init(Cipher.ENCRYPT_MODE, key, value, recordKey, headers);
        cipher.doFinal(payload, 0, payload.length, value, Envelope.HEADER);
    }

    /** @throws AEADBadTagException when value, record key, headers and key do not belong together */
    byte[] decrypt(SecretKey key, byte[] value, byte @Nullable [] recordKey, BoundHeaders headers)
            throws GeneralSecurityException {
        init(Cipher.DECRYPT_MODE, key, value, recordKey, headers);
        return cipher.doFinal(value, Envelope.HEADER, value.length - Envelope.HEADER);
    }

    private void init(int mode, SecretKey key, byte[] value, byte @Nullable [] recordKey, BoundHeaders headers)
            throws GeneralSecurityException {
        System.arraycopy(value, Envelope.COUNTER, nonce, 8, 4);
        cipher.init(mode, key, new GCMParameterSpec(8 * Envelope.TAG, nonce));
        int bytes = Envelope.associatedDataBytes(recordKey, headers);
        if (associated.length < bytes)
            associated = new byte[bytes];
        cipher.updateAAD(associated, 0, Envelope.writeAssociatedData(associated, value, recordKey, headers));
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & SLOTS - 1;
    }
}
