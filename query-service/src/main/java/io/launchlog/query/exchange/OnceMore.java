package io.launchlog.query.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a request once more when its connection was closed while it lay in the pool: what is sent here only reads, by
 * whatever method. What failed otherwise is for the next node.
 */
final class OnceMore extends DefaultHttpRequestRetryStrategy {

    OnceMore() {
        super(
                1,
                TimeValue.ZERO_MILLISECONDS,
                List.<Class<? extends IOException>>of(
                        InterruptedIOException.class,
                        UnknownHostException.class,
                        ConnectException.class,
                        NoRouteToHostException.class,
                        SSLException.class),
                List.of());
    }

    @Override
    protected boolean handleAsIdempotent(HttpRequest request) {
        return true;
    }
}
