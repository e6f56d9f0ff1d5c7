package io.launchlog.query.request;

import io.launchlog.query.error.JsonErrorReportValve;
import org.apache.catalina.Pipeline;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** What every answer of a port has, also where the container gives it. */
final class ContractAnswers {

    private ContractAnswers() {}

    static void give(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new RequestIdValve(), new SecurityHeadersValve());
        factory.addContextCustomizers(context -> {
            Pipeline host = context.getParent().getPipeline();
            host.addValve(new JsonErrorReportValve());
            host.addValve(new ServerOptionsValve());
        });
        factory.addConnectorCustomizers(connector -> connector.addLifecycleListener(FrontAdapter::put));
    }
}
