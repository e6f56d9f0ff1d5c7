package io.launchlog.query.drain;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** In front of the application, so that what the container answers itself closes its connection, too. */
@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> closingConnections(Drain drain) {
        return factory -> factory.addEngineValves(new ClosingValve(drain::isDraining));
    }
}
