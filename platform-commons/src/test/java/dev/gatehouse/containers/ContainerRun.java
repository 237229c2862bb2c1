package dev.gatehouse.containers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import org.testcontainers.containers.GenericContainer;

import dev.gatehouse.demo.estate.Running;

/** A container from a start to its end, however it ends; it may be started again. */
final class ContainerRun implements Running {
    private final DockerClient docker;
    private final String id;
    private final CompletableFuture<Integer> exit;

    private ContainerRun(GenericContainer<?> container) {
        this.docker = container.getDockerClient();
        this.id = container.getContainerId();
        this.exit = CompletableFuture.supplyAsync(this::exitCode, Thread::startVirtualThread);
    }

    static ContainerRun first(GenericContainer<?> started) {
        return new ContainerRun(started);
    }

    static ContainerRun again(GenericContainer<?> ended) {
        ended.getDockerClient().startContainerCmd(ended.getContainerId()).exec();
        return new ContainerRun(ended);
    }

    private int exitCode() {
        try {
            return docker.waitContainerCmd(id).start().awaitStatusCode();
        } catch (RuntimeException engineOrContainerIsGone) {
            return -1;
        }
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    @Override
    public int stop(Duration patience) {
        if (isAlive())
            tell(() -> docker.stopContainerCmd(id).withTimeout(Math.toIntExact(patience.toSeconds())).exec());
        return exit.join();
    }

    @Override
    public int kill9() {
        signal("KILL");
        return exit.join();
    }

    @Override
    public void signal(String name) {
        if (!isAlive())
            return;
        switch (name) {
            case "STOP" -> docker.pauseContainerCmd(id).exec();
            case "CONT" -> docker.unpauseContainerCmd(id).exec();
            default -> tell(() -> docker.killContainerCmd(id).withSignal(name).exec());
        }
    }

    /** The engine takes it amiss when the container has ended meanwhile. */
    private void tell(Runnable order) {
        try {
            order.run();
        } catch (DockerException e) {
            if (!endsWithin(Duration.ofSeconds(5)))
                throw e;
        }
    }
}
