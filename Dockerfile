# The image builds both apps, then keeps what runs: Node executes the server's TypeScript as it is.
FROM node:24-slim AS base
WORKDIR /app
RUN npm install --global pnpm@12.21.0

FROM base AS build
COPY . .
RUN pnpm install --frozen-lockfile
RUN pnpm build
# What only building and testing needed goes; the built apps stay.
RUN pnpm install --prod --frozen-lockfile

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production PORT=3000
COPY --from=build --chown=node:node /app /app
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]
