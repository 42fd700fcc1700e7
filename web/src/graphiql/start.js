// Starts GraphiQL on this server's endpoint. The token of an editor, if the explorer was given one, is used here too.
const token = sessionStorage.getItem('onymous.token');
const fetcher = GraphiQL.createFetcher({ url: '/graphql', headers: token ? { Authorization: `Bearer ${token}` } : {} });
const defaultQuery = `# Every edge leads to the sentence that says so. Ctrl-Space completes, Ctrl-Enter runs.
{
  stats { articles nodes edges }
}
`;
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, { fetcher, defaultQuery, shouldPersistHeaders: false }));
