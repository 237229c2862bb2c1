package dev.gatehouse.catalog;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MermaidTest {
    @Test
    void drawsWhoWritesWhatAndWhoReadsIt() {
        assertThat(Mermaid.of(new Kitchen().catalog())).isEqualTo("""
                flowchart LR
                    service_baker["baker<br/>kitchen"]
                    service_cook["cook<br/>dining-room"]
                    topic_breadPv1[("bread.v1<br/>sealed, pseudonymous key")]
                    service_baker -->|writes| topic_breadPv1
                    topic_breadPv1 -->|reads| service_cook
                    topic_mealsPv1[("meals.v1<br/>sealed")]
                    service_cook -->|writes| topic_mealsPv1
                    topic_mealsPv1 -->|reads| service_baker
                """);
    }
}
