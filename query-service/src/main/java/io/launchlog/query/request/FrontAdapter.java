package io.launchlog.query.request;

import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/** In front of the container's own adapter, which does things that no valve sees. */
final class FrontAdapter implements Adapter {

    private final Adapter container;

    private FrontAdapter(Adapter container) {
        this.container = container;
    }

    /** A listener of a connector: that sets its own adapter when it is initialised. */
    static void put(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT) && event.getLifecycle() instanceof Connector connector) {
            ProtocolHandler protocol = connector.getProtocolHandler();
            protocol.setAdapter(new FrontAdapter(protocol.getAdapter()));
        }
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        OldHttp.forget(request, response);
        ServerOptionsValve.lead(request);
        UnreadBody.announce(request, response);
        container.service(request, response);
        UnreadBody.leave(request);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return container.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return container.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        container.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        container.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return container.getDomain();
    }
}
