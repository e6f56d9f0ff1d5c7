package io.launchlog.query.services;

import io.launchlog.query.documentation.PagingParameters;
import io.launchlog.query.documentation.Parameter;
import io.launchlog.query.documentation.Schema;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The endpoints of services as the document has them: parameters, and answers as they are really written. */
public final class DocumentedServices {

    private static final Service SERVICE = new Service(
            "35de3ca9-1bca-4ae7-9cb0-914f30fa7d3e", "service-07085", 1_562_597_251_764L, 1_562_597_332_582L);

    private DocumentedServices() {}

    /** Of the list. */
    public static List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter(
                ServicesController.SERVICE_NAME,
                "Only services whose latest name is this one, as a whole and in this case.",
                Schema.text()));
        parameters.addAll(PagingParameters.all());
        return parameters;
    }

    public static String page() {
        return written(output -> ServiceBody.send(output, new ServicePage(1, List.of(SERVICE))));
    }

    public static String service() {
        return written(output -> ServiceBody.send(output, SERVICE));
    }

    private static String written(Consumer<OutputStream> writer) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        writer.accept(output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
