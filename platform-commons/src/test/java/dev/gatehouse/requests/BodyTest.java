package dev.gatehouse.requests;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyTest {
    private static final int MOST = 1024;

    @Test
    void takesABodyOfTheLargestSize() {
        assertThat(Body.bytes(request(MOST), MOST)).hasSize(MOST);
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

        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> Body.bytes(request, MOST))
                .returns(RequestRefusal.TOO_LARGE, RefusedRequestException::refusal);
    }

    @Test
    void refusesABodyOfUnknownLengthAsSoonAsItIsTooLarge() throws IOException {
        var request = request(10 * MOST);

        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> Body.bytes(request, MOST))
                .returns(RequestRefusal.TOO_LARGE, RefusedRequestException::refusal);
        assertThat(request.getInputStream().available()).isEqualTo(9 * MOST - 1);
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

        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> Body.bytes(request, MOST))
                .returns(RequestRefusal.MALFORMED, RefusedRequestException::refusal);
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
