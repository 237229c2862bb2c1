package dev.gatehouse.test;

import java.security.Principal;
import java.util.List;

import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.gatehouse.autoconfigure.GatehouseApiAutoConfiguration;

/**
 * The API of a service as one caller sees it whom the door has let in: controllers, the platform's answers, no server. If the
 * service has an {@code openapi.json}, each exchange must be one that it describes.
 */
public final class Api {
    private Api() {}

    public static MockMvcTester of(Principal caller, Object... controllers) {
        var context = context(controllers);
        return MockMvcTester.from(context, builder -> {
            OpenApi.find().ifPresent(document -> builder.alwaysDo(document::check));
            return builder.addFilters((request, response, chain) -> {
                SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(caller, null)));
                try {
                    chain.doFilter(request, response);
                } finally {
                    SecurityContextHolder.clearContext();
                }
            }).build();
        });
    }

    static AnnotationConfigWebApplicationContext context(Object... controllers) {
        var context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.register(PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
                HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class, GatehouseApiAutoConfiguration.class,
                Callers.class);
        context.addBeanFactoryPostProcessor(beans -> {
            for (var controller : controllers)
                beans.registerSingleton(controller.getClass().getName(), controller);
        });
        context.refresh();
        return context;
    }

    /** As Spring Security's own configuration does it, which is not part of this. */
    private static final class Callers implements WebMvcConfigurer {
        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new AuthenticationPrincipalArgumentResolver());
        }
    }
}
