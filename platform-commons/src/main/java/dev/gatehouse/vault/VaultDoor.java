package dev.gatehouse.vault;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.VaultException;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;
import org.springframework.web.client.RestClientException;

/**
 * How a program talks to Vault: TLS 1.3, the server's name verified, each step bounded in time, logged in when it has to be.
 * Bodies and answers are JSON as maps; paths come from {@link VaultLayout}. Nothing is kept of what was read. Safe for many
 * threads.
 */
public final class VaultDoor implements AutoCloseable {
    private final VaultAddress address;
    private final Logins logins;
    private final Duration patience;
    private final VaultSession session;
    private volatile Connection connection;

    private record Connection(HttpClient http, VaultTemplate template) {}

    /**
     * Talks to nobody yet.
     *
     * @param tls trusts the authority of the server, and holds the client's key where there is one
     * @param patience how long a connection, and then an answer, may take
     */
    public VaultDoor(VaultAddress address, VaultLayout layout, VaultLogin login, SSLContext tls, Duration patience,
            InstantSource clock) {
        this.address = address;
        this.logins = new Logins(layout, login);
        this.patience = patience;
        var http = http(tls);
        this.session = new VaultSession(logins.over(VaultClients.createRestTemplate(endpoint(), factory(http))), clock);
        this.connection = new Connection(http, new VaultTemplate(endpoint(), factory(http), session));
    }

    /**
     * What lies at a path; empty when there is nothing.
     *
     * @throws VaultRefusedException when it may not be read
     * @throws VaultUnreachableException when there is no answer
     */
    public Optional<Map<String, Object>> read(String path) {
        return ask("read " + path, template -> Optional.ofNullable(template.read(path)).map(VaultDoor::data));
    }

    /** Names in a folder, those of folders with a slash at the end; empty when there is none. Throws as {@link #read}. */
    public List<String> list(String path) {
        return ask("list " + path, template -> {
            var names = template.list(path);
            return names == null ? List.of() : List.copyOf(names);
        });
    }

    /** Writes, or asks what is asked by writing; the answer, empty when there is none. Throws as {@link #read}. */
    public Map<String, Object> write(String path, Map<String, ?> body) {
        return ask("write " + path, template -> {
            var answer = template.write(path, body);
            return answer == null ? Map.of() : data(answer);
        });
    }

    /**
     * As {@link #write}, but the answer stays in an envelope at Vault's, which opens once.
     *
     * @param life of the envelope
     * @return the token that opens it
     */
    public String writeWrapped(String path, Map<String, ?> body, Duration life) {
        var headers = new HttpHeaders();
        headers.set("X-Vault-Wrap-TTL", life.toSeconds() + "s");
        return ask("write " + path, template -> envelope(template, path, new HttpEntity<>(body, headers)));
    }

    private static String envelope(VaultTemplate template, String path, HttpEntity<?> request) {
        Optional<VaultResponse> answer = template.doWithSession(
                http -> Optional.ofNullable(http.exchange(path, HttpMethod.POST, request, VaultResponse.class).getBody()));
        return Optional.ofNullable(answer).flatMap(all -> all).map(VaultResponse::getWrapInfo).map(wrap -> wrap.get("token"))
                .orElseThrow(() -> new VaultException("no envelope in the answer"));
    }

    /** Throws as {@link #read}; nothing at the path is no error. */
    public void delete(String path) {
        ask("delete " + path, template -> {
            template.delete(path);
            return path;
        });
    }

    /** From the next connection on: another key of ours, or another authority of the server's. */
    public void renew(SSLContext tls) {
        var old = connection.http();
        var http = http(tls);
        session.logInBy(logins.over(VaultClients.createRestTemplate(endpoint(), factory(http))));
        connection = new Connection(http, new VaultTemplate(endpoint(), factory(http), session));
        old.shutdown();
    }

    @Override
    public void close() {
        connection.http().shutdownNow();
    }

    private <T> T ask(String what, Function<VaultTemplate, T> question) {
        try {
            return question.apply(connection.template());
        } catch (VaultException | RestClientException e) {
            var failure = Failure.of(e);
            if (failure.isForbidden() && session.forget())
                return askAgain(what, question);
            throw failure.asException(address, what);
        }
    }

    private <T> T askAgain(String what, Function<VaultTemplate, T> question) {
        try {
            return question.apply(connection.template());
        } catch (VaultException | RestClientException e) {
            throw Failure.of(e).asException(address, what);
        }
    }

    private static Map<String, Object> data(VaultResponse answer) {
        @Nullable
        Map<String, Object> data = answer.getData();
        return data == null ? Map.of() : data;
    }

    private VaultEndpoint endpoint() {
        return VaultEndpoint.create(address.url().getHost(), address.port());
    }

    private JdkClientHttpRequestFactory factory(HttpClient http) {
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(patience);
        return factory;
    }

    private HttpClient http(SSLContext tls) {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience).sslContext(tls).sslParameters(parameters).build();
    }
}
