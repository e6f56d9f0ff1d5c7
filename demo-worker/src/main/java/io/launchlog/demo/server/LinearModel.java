package io.launchlog.demo.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A linear classifier, read from a properties file: {@code inputs} is the number of inputs, {@code labels} are names
 * separated by commas, and {@code weights.LABEL} has as many numbers as there are inputs.
 */
final class LinearModel {

    private final int inputs;
    private final Map<String, List<Double>> weights;

    private LinearModel(int inputs, Map<String, List<Double>> weights) {
        this.inputs = inputs;
        this.weights = weights;
    }

    /**
     * @throws IllegalArgumentException when the file is no such model; the message names the file and the line
     * @throws IOException when it cannot be read
     */
    static LinearModel read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        try {
            int inputs = Integer.parseInt(required(properties, "inputs"));
            Map<String, List<Double>> weights = new LinkedHashMap<>();
            for (String label : required(properties, "labels").split(",", -1)) {
                String name = "weights." + label;
                List<Double> numbers = numbers(required(properties, name));
                if (numbers.size() != inputs) {
                    throw new IllegalArgumentException(
                            name + " has " + numbers.size() + " numbers, but the model has " + inputs + " inputs");
                }
                weights.put(label, numbers);
            }
            return new LinearModel(inputs, weights);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Cannot load model " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The label with the highest score.
     *
     * @param text as many numbers as the model has inputs, separated by blanks
     * @throws IllegalArgumentException when they are not that many numbers
     */
    String predict(String text) {
        List<Double> values = numbers(text);
        if (values.size() != inputs) {
            throw new IllegalArgumentException("The model has " + inputs + " inputs, not " + values.size());
        }
        String best = "";
        double bestScore = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, List<Double>> row : weights.entrySet()) {
            double score = 0;
            for (int i = 0; i < inputs; i++) {
                score += row.getValue().get(i) * values.get(i);
            }
            if (score > bestScore) {
                bestScore = score;
                best = row.getKey();
            }
        }
        return best;
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String number : text.strip().split(" +", -1)) {
            numbers.add(Double.valueOf(number));
        }
        return numbers;
    }
}
