export * from './bootstrap';
export * from './daemon';
