package io.launchlog.query.request;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * A body that nobody has read, as the API has no use for one. The container would read it after the answer, so that the
 * next request can be found behind it, and wait for each of its bytes with the thread of the request.
 */
final class UnreadBody {

    /** Bytes: more than anyone sends by mistake. */
    private static final int MOST_PASSED_OVER = 64 * 1024;

    private UnreadBody() {}

    /** In front of the answer: when the connection will end behind it whatever comes, that is said. */
    static void announce(Request request, Response response) {
        if (!tells(request, ActionCode.REQUEST_BODY_FULLY_READ) && !mayBePassedOver(request)) {
            response.setHeader("Connection", "close");
        }
    }

    /** Behind the answer: passes over what has arrived. When that is not all of it, the connection ends. */
    static void leave(Request request) {
        if (tells(request, ActionCode.IS_ERROR) || tells(request, ActionCode.ASYNC_IS_ASYNC)) {
            return;
        }
        if (!passedOver(request)) {
            // An error for the container, which sets a status as well: not before the answer has been sent.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean passedOver(Request request) {
        Rest rest = new Rest();
        while (!tells(request, ActionCode.REQUEST_BODY_FULLY_READ)) {
            if (!mayBePassedOver(request) || !hasArrived(request)) {
                return false;
            }
            try {
                if (request.doRead(rest) < 0) {
                    return false;
                }
            } catch (IOException e) {
                // The client is gone.
                return false;
            }
        }
        return true;
    }

    /** Where a chunked one ends cannot be looked for without waiting. */
    private static boolean mayBePassedOver(Request request) {
        long length;
        try {
            length = request.getContentLengthLong();
        } catch (IllegalArgumentException e) {
            // No number, or several: the container's to answer.
            return false;
        }
        return length >= 0 && length <= MOST_PASSED_OVER;
    }

    /** Whether something of it can be read without waiting. */
    private static boolean hasArrived(Request request) {
        request.action(ActionCode.AVAILABLE, true);
        return request.getAvailable() > 0;
    }

    private static boolean tells(Request request, ActionCode question) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    /** What is read, and of no interest. */
    private static final class Rest implements ApplicationBufferHandler {

        private @Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // It is the container's.
        }
    }
}
