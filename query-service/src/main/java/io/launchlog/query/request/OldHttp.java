package io.launchlog.query.request;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.coyote.ActionHook;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * HTTP/0.9, whose answers have no head. Tomcat keeps in the processor of a request that it was such a one until the next
 * request line has been read to its end (seen in 11.0.27); the processor has another client by then, and one whose line
 * cannot be read would get no head either.
 */
final class OldHttp {

    private static final VarHandle PROCESSOR = field(Request.class, "hook", ActionHook.class);
    private static final VarHandle IS_OLD = field(Http11Processor.class, "http09", boolean.class);

    private OldHttp() {}

    /** In front of the answer: one that is an error already gets a head, unless its own line is of HTTP/0.9. */
    static void forget(Request request, Response response) {
        if (response.getStatus() != HttpServletResponse.SC_OK
                && !isOld(request.protocol())
                && PROCESSOR.get(request) instanceof Http11Processor processor) {
            IS_OLD.set(processor, false);
        }
    }

    private static boolean isOld(MessageBytes version) {
        return !version.isNull() && version.getLength() == 0;
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This Tomcat is not the one that " + OldHttp.class.getSimpleName() + " was written for: "
                            + owner.getName() + " has no " + name,
                    e);
        }
    }
}
