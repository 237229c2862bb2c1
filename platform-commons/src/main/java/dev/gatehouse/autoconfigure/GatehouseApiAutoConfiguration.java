package dev.gatehouse.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.JacksonModule;

import dev.gatehouse.names.json.NamesAsStrings;

/** What every API answers alike, whoever may call it: problems, names in JSON, and the document that describes it. */
@AutoConfiguration(before = {JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class GatehouseApiAutoConfiguration {
    private static final String OPEN_API = "openapi.json";

    @Bean
    Refusals gatehouseRefusals() {
        return new Refusals();
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

    @Bean
    JacksonModule gatehouseNamesAsStrings() {
        return NamesAsStrings.module();
    }

    @Bean
    @ConditionalOnResource(resources = "classpath:" + OPEN_API)
    OpenApiDocument gatehouseOpenApiDocument() {
        return new OpenApiDocument(new ClassPathResource(OPEN_API));
    }

    /** A service without a database has no class of these failures. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    static final class WithDatabase {
        @Bean
        DatabaseRefusals gatehouseDatabaseRefusals() {
            return new DatabaseRefusals();
        }
    }
}
