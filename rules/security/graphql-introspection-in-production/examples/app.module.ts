@Module({
  imports: [
    // ruleid: graphql-introspection-in-production
    GraphQLModule.forRoot({ driver, autoSchemaFile: true, playground: true }),
    // ok: graphql-introspection-in-production
    GraphQLModule.forRoot({ driver, autoSchemaFile: true, playground: false }),
  ],
})
export class AppModule {}
