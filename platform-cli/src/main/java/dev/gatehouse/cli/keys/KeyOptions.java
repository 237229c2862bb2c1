package dev.gatehouse.cli.keys;

import java.io.PrintWriter;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.gatehouse.cli.rights.PlatformOption;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** What the verbs about keys and about running services have in common: the platform, met as its operator, and how they speak. */
final class KeyOptions {
    @Mixin
    PlatformOption platform = new PlatformOption();

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    Target target() {
        return platform.target(PlatformOption.OPERATOR);
    }

    LocalRevocations revocations(Target target) {
        return new LocalRevocations(target.localData(), target.realm(), problem -> err("  ! " + problem));
    }

    ServiceName service(String name) {
        try {
            return new ServiceName(name);
        } catch (IllegalArgumentException illegal) {
            throw usage(String.valueOf(illegal.getMessage()));
        }
    }

    TopicName topic(String name) {
        try {
            return new TopicName(name);
        } catch (IllegalArgumentException illegal) {
            throw usage(String.valueOf(illegal.getMessage()));
        }
    }

    KeyId keyId(String hex) {
        try {
            return KeyId.parse(hex);
        } catch (IllegalArgumentException illegal) {
            throw usage("'%s' is no key id: 16 hexadecimal digits, as 'gatehouse keys list' shows them".formatted(hex));
        }
    }

    ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(spec, "set by picocli").commandLine(), what);
    }

    // Both print text of services that may be in somebody else's hands: it must not steer the operator's terminal.

    void say(String line) {
        tell(Objects.requireNonNull(spec, "set by picocli").commandLine().getOut(), line);
    }

    void err(String line) {
        tell(Objects.requireNonNull(spec, "set by picocli").commandLine().getErr(), line);
    }

    private static void tell(PrintWriter to, String line) {
        to.println(printable(line));
        to.flush();
    }

    /** Everything but printable ASCII as its UTF-16 code units in hexadecimal. */
    static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.chars().forEach(c -> shown.append(c >= ' ' && c <= '~' ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return shown.toString();
    }
}
