package dev.gatehouse.useractions;

import org.junit.jupiter.api.Test;

import dev.gatehouse.test.Api;
import dev.gatehouse.test.OpenApi;
import dev.gatehouse.useractions.action.web.TestActions;
import dev.gatehouse.useractions.notice.web.TestNotices;

import static org.assertj.core.api.Assertions.assertThat;

/** That each answer is as the document says is part of every test that has one: {@link Api} sees to it. */
class OpenApiTest {
    private final Object[] controllers = {TestActions.controller(), TestNotices.controller()};

    @Test
    void describesEveryOperationAndNoOther() {
        assertThat(OpenApi.find().orElseThrow().operations()).isEqualTo(OpenApi.served(controllers)).isNotEmpty();
    }

    @Test
    void isServedToWhoeverMayCall() {
        assertThat(Api.of(Residents.ANNA, controllers).get().uri("/openapi.json")).hasStatusOk().bodyJson()
                .extractingPath("$.info.title").isEqualTo("user-actions");
    }
}
