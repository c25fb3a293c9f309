import type { Answer } from '../ipc/answer.ts';
import type { ChartService } from './chart-service.ts';

export function answerCharts(answer: Answer, service: ChartService): void {
  answer('charts.overTime', (input, signal) => service.overTime(input, signal));
  answer('charts.shares', (input, signal) => service.shares(input, signal));
  answer('charts.week', (input, signal) => service.week(input, signal));
  answer('charts.durations', (input, signal) => service.durations(input, signal));
}
