import { z } from 'zod';
import { route, type Route } from '../../app/http.ts';
import { simulationSchema } from '../rules/simulation.ts';
import { automationParams } from '../schema.ts';
import { listSimulations } from './list-simulations.ts';
import { presentSimulation } from './present-simulation.ts';
import { startSimulation } from './start-simulation.ts';
import { stopSimulation } from './stop-simulation.ts';

const MANAGE = 'right:automations.manage';
const simulationParams = automationParams.extend({ simulationId: z.coerce.number().int().positive() });

export const routesOfSimulations: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/automations/:id/simulations',
    access: MANAGE,
    summary: 'Try a map out over real records without anything happening to them',
    params: automationParams,
    body: simulationSchema,
    handle: async ({ inAccount, ids, viewer, params, body }) => ({
      id: await inAccount((db) => startSimulation(db, ids, { automationId: params.id, viewer, asked: body })),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/automations/:id/simulations',
    access: MANAGE,
    summary: 'The latest times a map was tried out: what was supposed, how far each has come, and what it found',
    params: automationParams,
    async handle({ inAccount, viewer, params }) {
      const { simulations, names } = await inAccount((db) => listSimulations(db, params.id, viewer));
      return simulations.map((simulation) => presentSimulation(simulation, names));
    },
  }),
  route({
    method: 'POST',
    path: '/api/automations/:id/simulations/:simulationId/stop',
    access: MANAGE,
    summary: 'Stop trying a map out; what was found by then is kept',
    params: simulationParams,
    async handle({ inAccount, params }) {
      await inAccount((db) => stopSimulation(db, params.id, params.simulationId));
      return {};
    },
  }),
];
