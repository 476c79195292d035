FROM node:22.14
# ok: docker-runs-as-root
USER root
RUN npm ci
# ok: docker-runs-as-root
USER node
CMD ["node", "server.js"]
