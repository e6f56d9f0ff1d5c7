package io.launchlog.query.drain;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Has connections end with the answer that they are used for, once the service has been told to end. */
final class ClosingValve extends ValveBase {

    private final BooleanSupplier draining;

    ClosingValve(BooleanSupplier draining) {
        super(true);
        this.draining = draining;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (draining.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
        getNext().invoke(request, response);
    }
}
