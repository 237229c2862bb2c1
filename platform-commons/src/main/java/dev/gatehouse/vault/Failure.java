package dev.gatehouse.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.vault.client.VaultResponses;
import org.springframework.web.client.HttpStatusCodeException;

/**
 * What went wrong, as far as it can be told: Vault's own words about it, never what was asked.
 *
 * @param status 0 without an answer
 */
record Failure(int status, String why, RuntimeException cause) {
    private static final int LONGEST = 400;

    static Failure of(RuntimeException thrown) {
        var answer = answerIn(thrown);
        if (answer == null)
            return new Failure(0, root(thrown), thrown);
        var words = VaultResponses.getError(answer.getResponseBodyAsString());
        return new Failure(answer.getStatusCode().value(), plain(words), thrown);
    }

    boolean isForbidden() {
        return status == 403;
    }

    /** A server that is sealed, starting or out of order answers with 5xx, and a standby with 4xx above 470. */
    RuntimeException asException(VaultAddress address, String what) {
        if (status == 0)
            return new VaultUnreachableException(address, why, cause);
        if (status >= 470)
            return new VaultUnreachableException(address, "status %d, %s".formatted(status, why), cause);
        return new VaultRefusedException(what, status, why, cause);
    }

    private static @Nullable HttpStatusCodeException answerIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause())
            if (t instanceof HttpStatusCodeException answer)
                return answer;
        return null;
    }

    private static String root(Throwable thrown) {
        var root = thrown;
        for (var cause = root.getCause(); cause != null; cause = cause.getCause())
            root = cause;
        return plain(
                "%s %s".formatted(root.getClass().getSimpleName(), root.getMessage() == null ? "" : root.getMessage()).strip());
    }

    private static String plain(@Nullable String words) {
        var all = words == null || words.isBlank() ? "without a reason" : words.replaceAll("[^\\x20-\\x7E]+", " ").strip();
        return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "...";
    }
}
