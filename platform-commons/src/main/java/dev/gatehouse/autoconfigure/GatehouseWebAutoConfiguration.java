package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.tokens.AccessTokens;
import dev.gatehouse.tokens.KeySetOverHttps;

/** Who may call what on the two ports of a service: certificates decide, or people's tokens, and everything that is not allowed is denied. */
@AutoConfiguration(after = GatehouseAuditAutoConfiguration.class, before = {ServletWebSecurityAutoConfiguration.class,
        ManagementWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class GatehouseWebAutoConfiguration {
    /** The peer port: probes for everybody; health, metrics and keys for the operator; nothing for anybody else. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain gatehousePeerChain(HttpSecurity http, Realm realm, RefusedCallers refused, RefusalAudit audit,
            InstantSource time) {
        http.securityMatcher(new PeerPort()).authorizeHttpRequests(
                requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/**").hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.POST, "/actuator/" + KeysEndpoint.ID).hasRole(Roles.OPERATOR).anyRequest()
                        .denyAll());
        chain(http, refused, audit);
        byCertificate(http, new PeerCallers(realm), time);
        return http.build();
    }

    /** The API port: everything that the service offers to its kind of clients, nothing to anybody else. */
    @Bean
    @Order
    SecurityFilterChain gatehouseApiChain(HttpSecurity http, Realm realm, GatehouseProperties properties, RefusedCallers refused,
            RefusalAudit audit, ObjectProvider<AccessTokens> tokens, InstantSource time) {
        http.authorizeHttpRequests(requests -> {
            var rest = requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest();
            switch (properties.api().clients()) {
                case NONE -> rest.denyAll();
                case DEVICES -> rest.hasRole(Roles.DEVICE);
                case PEOPLE -> rest.hasRole(Roles.PERSON);
            }
        });
        chain(http, refused, audit);
        switch (properties.api().clients()) {
            case NONE -> byCertificate(http, new PeerCallers(realm), time);
            case DEVICES -> byCertificate(http, new DeviceCallers(), time);
            case PEOPLE -> new PeopleChain(tokens.getObject()).applyTo(http);
        }
        return http.build();
    }

    @Bean
    @ConditionalOnProperty(name = "gatehouse.api.clients", havingValue = "people")
    AccessTokens gatehouseAccessTokens(GatehouseProperties properties, ServiceName service, SslBundles bundles,
            InstantSource time) {
        var keys = new KeySetOverHttps(properties.keySet(), new IssuerTrust(properties.api().people().authority(), bundles));
        return new AccessTokens(properties.requiredIssuer(), service, keys, time);
    }

    @Bean
    @ConditionalOnBean(AccessTokens.class)
    HealthIndicator issuerHealthIndicator(AccessTokens tokens, InstantSource time) {
        return new IssuerHealth(tokens, time);
    }

    private static void byCertificate(HttpSecurity http, Callers callers, InstantSource time) {
        http.addFilterAt(new CertificateFilter(callers, time), AbstractPreAuthenticatedProcessingFilter.class);
    }

    private static void chain(HttpSecurity http, RefusedCallers refused, RefusalAudit audit) {
        // No cookie ever identifies anybody, and no page of another origin is let in (CORS), so that it has nothing to ride on.
        http.csrf(AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e -> e.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .addFilterBefore(audit, DisableEncodeUrlFilter.class);
    }

    @Bean
    RefusedCallers gatehouseRefusedCallers(RefusalAudit audit) {
        return new RefusedCallers(audit);
    }

    @Bean
    RefusalAudit gatehouseRefusalAudit(Audit audit, InstantSource time) {
        return new RefusalAudit(audit, time);
    }

    /** Boot would put every filter bean before the chains too, where this one would run first and on one port only. */
    @Bean
    FilterRegistrationBean<RefusalAudit> gatehouseRefusalAuditInChainsOnly(RefusalAudit audit) {
        var registration = new FilterRegistrationBean<>(audit);
        registration.setEnabled(false);
        return registration;
    }

    @Bean(initMethod = "listen", destroyMethod = "close")
    RefusedHandshakes gatehouseRefusedHandshakes(Audit audit, InstantSource time) {
        return new RefusedHandshakes(audit, time);
    }

    /** Nobody logs in with a password; with this there is no default user either. */
    @Bean
    @ConditionalOnMissingBean
    AuthenticationManager gatehouseNoPasswords() {
        return attempt -> {
            throw new DisabledException("certificates and tokens alone authenticate");
        };
    }
}
