package io.launchlog.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.launchlog.deploy.Checkout;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML into trees; a key that is there twice is an error. */
final class YamlFile {

    /** Of the Jackson that the models of Kubernetes are written for. */
    static final ObjectMapper JSON = new ObjectMapper();

    private YamlFile() {}

    /** The documents of a file of the checkout. */
    static List<JsonNode> documents(String path) {
        return parse(Checkout.text(path));
    }

    static List<JsonNode> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    /** The only document of a file of the checkout. */
    static JsonNode document(String path) {
        List<JsonNode> documents = documents(path);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(path + " has " + documents.size() + " documents; it has to have 1");
        }
        return documents.getFirst();
    }
}
