package dev.gatehouse.autoconfigure;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names each unknown key under {@code gatehouse}, where it stands, and the legal key that it resembles most. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("gatehouse");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, UnboundConfigurationPropertiesException cause) {
        if (!cause.getUnboundProperties().stream().map(ConfigurationProperty::getName).allMatch(PREFIX::isAncestorOf))
            return null;
        var keys = LegalKeys.of(GatehouseProperties.class, PREFIX.toString());
        var unknown = cause.getUnboundProperties().stream().map(p -> describe(p, keys)).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The configuration holds keys that the platform does not know; one misspelt could leave a door open:\n" + unknown,
                "Correct or remove them. Legal keys: " + String.join(", ", keys.all()) + ".", cause);
    }

    /** The value stays out: it may be a secret. */
    private static String describe(ConfigurationProperty property, LegalKeys keys) {
        var key = property.getName().toString();
        var where = property.getOrigin() == null ? "an unknown place" : property.getOrigin().toString();
        return "  %s (%s); did you mean %s?".formatted(key, where, keys.nearest(key));
    }
}
