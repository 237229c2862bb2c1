package dev.gatehouse.iotingest;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

import dev.gatehouse.iotingest.refusal.web.TestRefusals;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;

/** The HTTP side of this service as one device sees it, without a server. */
public final class Edge {
    private Edge() {}

    public static MockMvcTester of(String device, String block, Object... controllers) {
        var principal = new Device(new DeviceId(device), new BlockName(block));
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(controllers)
                .setControllerAdvice(TestRefusals.advice())
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .addFilters((request, response, chain) -> {
                    SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(principal, null)));
                    chain.doFilter(request, response);
                    SecurityContextHolder.clearContext();
                })
                .build());
    }
}
