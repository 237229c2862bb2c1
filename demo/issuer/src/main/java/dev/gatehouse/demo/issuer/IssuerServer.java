package dev.gatehouse.demo.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;

/** A small Tomcat with one filter and no servlet of its own. */
final class IssuerServer implements AutoCloseable {
    /** Held, as the logging framework forgets a logger that nobody holds: Tomcat would tell of its start on standard error. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final Tomcat tomcat;
    private final Http11NioProtocol protocol;
    private final Path folder;

    private IssuerServer(Tomcat tomcat, Http11NioProtocol protocol, Path folder) {
        this.tomcat = tomcat;
        this.protocol = protocol;
        this.folder = folder;
    }

    static IssuerServer start(String address, int port, IssuerCertificate certificate, Filter filter) {
        TOMCAT.setLevel(Level.WARNING);
        // Nobody manages this server by JMX, whose beans would cost half a second and ten megabytes.
        Registry.disableRegistry();
        try {
            var folder = Files.createTempDirectory("gatehouse-issuer");
            var tomcat = new Tomcat();
            tomcat.setBaseDir(folder.toString());
            var protocol = protocol(address, port, certificate);
            tomcat.setConnector(connector(protocol));
            var context = tomcat.addContext("", null);
            keepQuietAtTheEnd(context);
            context.addFilterDef(definition(filter));
            context.addFilterMap(everything());
            // A filter runs only where there is something behind it.
            Tomcat.addServlet(context, "none", new HttpServlet() {
            }).addMapping("/");
            var server = new IssuerServer(tomcat, protocol, folder);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replaceCertificate(IssuerCertificate next) {
        protocol.addSslHostConfig(next.asHostConfig(), true);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the issuer does not end", e);
        } finally {
            delete(folder);
        }
    }

    private void start() {
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            close();
            throw new IllegalStateException("the issuer cannot listen on port " + protocol.getPort(), e);
        }
    }

    private static Http11NioProtocol protocol(String address, int port, IssuerCertificate certificate) {
        var protocol = new Http11NioProtocol();
        try {
            protocol.setAddress(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
        protocol.setPort(port);
        protocol.setSSLEnabled(true);
        protocol.addSslHostConfig(certificate.asHostConfig());
        protocol.setMaxThreads(8);
        protocol.setMinSpareThreads(1);
        protocol.setMaxConnections(256);
        protocol.setConnectionTimeout(5_000);
        protocol.setMaxHttpRequestHeaderSize(8 * 1024);
        protocol.setMaxSwallowSize(8 * 1024);
        return protocol;
    }

    private static Connector connector(Http11NioProtocol protocol) {
        var connector = new Connector(protocol);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setMaxPostSize(8 * 1024);
        connector.setMaxParameterCount(20);
        connector.setThrowOnFailure(true);
        return connector;
    }

    /** It would look for what the application left behind in the JVM, which lives on, and warn that it may not look. */
    private static void keepQuietAtTheEnd(Context context) {
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesThreadLocals(false);
            standard.setClearReferencesRmiTargets(false);
        }
    }

    private static FilterDef definition(Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName("endpoints");
        definition.setFilter(filter);
        return definition;
    }

    private static FilterMap everything() {
        var map = new FilterMap();
        map.setFilterName("endpoints");
        map.addURLPattern("/*");
        return map;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException alreadyGone) {
            // Nothing of value lies there.
        }
    }
}
