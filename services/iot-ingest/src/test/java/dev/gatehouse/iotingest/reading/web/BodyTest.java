package dev.gatehouse.iotingest.reading.web;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

import dev.gatehouse.iotingest.refusal.Refusal;
import dev.gatehouse.iotingest.refusal.RefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyTest {
    @Test
    void takesABodyOfTheLargestSize() {
        assertThat(Body.of(request(Body.MOST_BYTES))).hasSize(Body.MOST_BYTES);
    }

    @Test
    void refusesABodyThatIsAnnouncedAsTooLargeWithoutReadingIt() {
        var request = new MockHttpServletRequest() {
            @Override
            public long getContentLengthLong() {
                return Long.MAX_VALUE;
            }

            @Override
            public ServletInputStream getInputStream() {
                throw new AssertionError("the body was read");
            }
        };

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Body.of(request))
                .returns(Refusal.TOO_LARGE, RefusedException::refusal);
    }

    @Test
    void refusesABodyOfUnknownLengthAsSoonAsItIsTooLarge() throws IOException {
        var request = request(10 * Body.MOST_BYTES);

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Body.of(request))
                .returns(Refusal.TOO_LARGE, RefusedException::refusal);
        assertThat(request.getInputStream().available()).isEqualTo(9 * Body.MOST_BYTES - 1);
    }

    @Test
    void refusesABodyThatBreaksOff() {
        var body = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        var request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> Body.of(request))
                .returns(Refusal.MALFORMED, RefusedException::refusal);
    }

    private static MockHttpServletRequest request(int size) {
        var request = new MockHttpServletRequest() {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        request.setContent(new byte[size]);
        return request;
    }
}
