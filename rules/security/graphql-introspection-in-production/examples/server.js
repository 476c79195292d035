// ruleid: graphql-introspection-in-production
const a = new ApolloServer({ typeDefs, resolvers, introspection: true });
// ok: graphql-introspection-in-production
const b = new ApolloServer({ typeDefs, resolvers, introspection: config.development });
// ok: graphql-introspection-in-production
const c = new ApolloServer({ typeDefs, resolvers });
// ruleid: graphql-introspection-in-production
app.use('/graphql', graphqlHTTP({ schema, graphiql: true }));
// ok: graphql-introspection-in-production
app.use('/graphql', graphqlHTTP({ schema, graphiql: process.env.NODE_ENV !== 'production' }));
