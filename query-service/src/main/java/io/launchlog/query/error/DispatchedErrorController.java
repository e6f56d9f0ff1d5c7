package io.launchlog.query.error;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what filters and servlets hand to the container as an error, in place of Spring Boot's page. */
@Controller
class DispatchedErrorController implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        boolean dispatched = request.getDispatcherType() == DispatcherType.ERROR && status instanceof Integer;
        ErrorBody.send(
                response,
                dispatched
                        ? StatusErrors.of((Integer) status, request.getMethod(), response.getHeader(HttpHeaders.ALLOW))
                        : ApiError.pathUnknown());
    }
}
