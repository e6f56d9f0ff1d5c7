package io.launchlog.query.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.exc.JacksonIOException;

/** Turns what endpoints and Spring throw into the errors of the contract. */
@ControllerAdvice
class ApiErrorAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrorAdvice.class);

    @ExceptionHandler
    void answer(ApiException exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log(exception.error(), exception.getCause());
        if (response.isCommitted()) {
            BrokenOff.note(request);
        } else {
            ErrorBody.send(response, exception.error());
        }
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void answerUnknownPath(HttpServletResponse response) throws IOException {
        ErrorBody.send(response, ApiError.pathUnknown());
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean clientIsGone = exception instanceof IOException || exception instanceof JacksonIOException;
        if (clientIsGone) {
            LOG.debug("The client is gone, or reads too slowly", exception);
            BrokenOff.note(request);
        } else if (response.isCommitted()) {
            LOG.error("An answer had to be broken off", exception);
            BrokenOff.note(request);
        } else if (exception instanceof ErrorResponse answer
                && answer.getStatusCode().is4xxClientError()) {
            answer.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            ErrorBody.send(
                    response,
                    StatusErrors.of(
                            answer.getStatusCode().value(),
                            request.getMethod(),
                            response.getHeader(HttpHeaders.ALLOW)));
        } else {
            LOG.error("Internal error", exception);
            ErrorBody.send(response, ApiError.internal());
        }
    }

    /** Without a trace for what is known to happen: while Elasticsearch is away it happens with every request. */
    private static void log(ApiError error, @Nullable Throwable cause) {
        if (cause == null) {
            return;
        }
        if (error.status() == ApiError.internal().status()) {
            LOG.error("{} {}", error.code(), error.message(), cause);
        } else {
            LOG.warn("{} {} {}", error.code(), error.message(), cause.toString());
            LOG.debug("Its trace", cause);
        }
    }
}
