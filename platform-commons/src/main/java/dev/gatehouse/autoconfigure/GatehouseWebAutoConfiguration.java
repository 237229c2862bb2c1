package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
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
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.names.Realm;

/** Who may call what on the two ports of a service: certificates alone decide, and everything that is not allowed is denied. */
@AutoConfiguration(after = GatehouseAuditAutoConfiguration.class, before = {ServletWebSecurityAutoConfiguration.class,
        ManagementWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class, WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class GatehouseWebAutoConfiguration {
    /** The peer port: probes for everybody; health, metrics and requeue for the operator; nothing for anybody else. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain gatehousePeerChain(HttpSecurity http, Realm realm, RefusedCallers refused, RefusalAudit audit) {
        http.securityMatcher(new PeerPort()).authorizeHttpRequests(
                requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/health/liveness", "/actuator/health/readiness").permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/**").hasRole(Roles.OPERATOR)
                        .requestMatchers(HttpMethod.POST, "/actuator/" + RequeueEndpoint.ID + "/*").hasRole(Roles.OPERATOR)
                        .anyRequest().denyAll());
        return chain(http, new PeerCallers(realm), refused, audit);
    }

    /** The API port: everything that the service offers to its kind of clients, nothing to anybody else. */
    @Bean
    @Order
    SecurityFilterChain gatehouseApiChain(HttpSecurity http, Realm realm, GatehouseProperties properties, RefusedCallers refused,
            RefusalAudit audit) {
        var devices = properties.api().clients() == Clients.DEVICES;
        http.authorizeHttpRequests(requests -> {
            var rest = requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll().anyRequest();
            if (devices)
                rest.hasRole(Roles.DEVICE);
            else
                rest.denyAll();
        });
        return chain(http, devices ? new DeviceCallers() : new PeerCallers(realm), refused, audit);
    }

    private static SecurityFilterChain chain(HttpSecurity http, Callers callers, RefusedCallers refused, RefusalAudit audit) {
        // No cookie ever identifies anybody, so a foreign page has nothing to ride on.
        return http.csrf(AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(e -> e.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .addFilterBefore(audit, DisableEncodeUrlFilter.class)
                .addFilterAt(new CertificateFilter(callers), AbstractPreAuthenticatedProcessingFilter.class).build();
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
            throw new DisabledException("certificates alone authenticate");
        };
    }

    @Bean
    ProblemTypes gatehouseProblemTypes() {
        return new ProblemTypes();
    }

    @Bean
    @ConditionalOnMissingBean(ResponseEntityExceptionHandler.class)
    VagueProblems gatehouseVagueProblems() {
        return new VagueProblems();
    }

    @Bean
    VagueErrors gatehouseVagueErrors() {
        return new VagueErrors();
    }
}
