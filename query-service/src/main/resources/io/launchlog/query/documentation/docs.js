// No validator and no address from the URL: nothing leaves this host, and the token is gone with the page.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  queryConfigEnabled: false,
});
