package dev.gatehouse.maintenance.watch;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlausibleBandProperties.class)
class WatchConfiguration {
    @Bean
    PlausibleBand plausibleBand(PlausibleBandProperties properties) {
        return properties.band();
    }
}
