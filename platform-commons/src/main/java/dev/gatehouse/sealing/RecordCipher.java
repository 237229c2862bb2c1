package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.util.List;
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
    private static final AtomicReferenceArray<@Nullable RecordCipher> POOL = new AtomicReferenceArray<>(SLOTS);

    private final Cipher cipher;
    private final CounterNonce nonce = new CounterNonce();
    private final AssociatedData associated = new AssociatedData();

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
        associated.shrink();
        POOL.set(slot(), this);
    }

    /** To be called before each {@link #encrypt} or {@link #decrypt}. @return what is bound, or what is wrong with the headers */
    HeaderCheck bind(byte @Nullable [] recordKey, List<Header> headers) {
        return associated.bind(recordKey, headers);
    }

    /** Fills {@code value} (session id and counter already written) with ciphertext and tag, binding what was last bound. */
    void encrypt(SecretKey key, byte[] value, byte[] payload) throws GeneralSecurityException {
        init(Cipher.ENCRYPT_MODE, key, value);
        cipher.doFinal(payload, 0, payload.length, value, Envelope.HEADER);
    }

    /** @throws AEADBadTagException when value, key and what was last bound do not belong together */
    byte[] decrypt(SecretKey key, byte[] value) throws GeneralSecurityException {
        init(Cipher.DECRYPT_MODE, key, value);
        return cipher.doFinal(value, Envelope.HEADER, value.length - Envelope.HEADER);
    }

    private void init(int mode, SecretKey key, byte[] value) throws GeneralSecurityException {
        nonce.take(value);
        cipher.init(mode, key, nonce);
        associated.head(value);
        cipher.updateAAD(associated.bytes(), 0, associated.length());
    }

    /** Eight zero bytes and the counter. Reused, since the JDK's own copies what it gets and what it gives: 56 bytes a record. */
    private static final class CounterNonce extends GCMParameterSpec {
        private final byte[] bytes = new byte[12];

        CounterNonce() {
            super(8 * Envelope.TAG, new byte[0]);
        }

        void take(byte[] value) {
            System.arraycopy(value, Envelope.COUNTER, bytes, 8, 4);
        }

        @Override
        public byte[] getIV() {
            return bytes.clone();
        }
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & SLOTS - 1;
    }
}
