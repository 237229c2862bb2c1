package dev.gatehouse.tokens;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Reads a key set from one fixed address: TLS 1.3 with host name verification, no redirect followed. A new client each time, which
 * asks for the context that counts then, so that a renewed certificate or authority needs no restart.
 */
public final class KeySetOverHttps implements KeySetSource {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A dozen keys with their certificate chains. */
    private static final int LARGEST = 64 * 1024;

    private final HttpRequest request;
    private final Supplier<SSLContext> tls;

    public KeySetOverHttps(URI address, Supplier<SSLContext> tls) {
        this.request = HttpRequest.newBuilder(address).header("Accept", "application/json").timeout(PATIENCE).build();
        this.tls = tls;
    }

    @Override
    public String read() throws IOException {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE).sslContext(tls.get()).sslParameters(parameters).build();
        try {
            // The time-out of the request ends with the headers; this one bounds a body that trickles too.
            var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST))
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200)
                throw new IOException("status " + answer.statusCode());
            return new String(answer.body(), StandardCharsets.UTF_8);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException reason ? reason : new IOException(failed);
        } catch (TimeoutException failed) {
            throw new HttpTimeoutException("the key set did not arrive in time");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException(ending);
        } finally {
            client.shutdownNow();
        }
    }
}
