// Generated from docs/api/openapi.json by "npm run client": do not edit.

export interface paths {
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, or was refused to
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or follow what happens in the project
         * @description Pages of JSON, oldest first; with Accept: text/event-stream, what happens from now on, or after the event of Last-Event-ID (0: from the oldest that is kept).
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/language_packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the built-in language packs and the project’s own
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listLanguagePacks"];
        put?: never;
        /**
         * Add a language pack of the project’s own
         * @description It goes before a built-in one of its name.
         */
        post: operations["createLanguagePack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/language_packs/{language_pack_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a language pack, by its id or its name */
        get: operations["getLanguagePack"];
        /** Replace a language pack of the project’s own; its name stays */
        put: operations["updateLanguagePack"];
        post?: never;
        /** Delete a language pack of the project’s own that no plan names */
        delete: operations["deleteLanguagePack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the plans of the project
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listPlans"];
        put?: never;
        /** Register a plan */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a plan without keeping it
         * @description A wrong plan is an answer, not an error: each mistake with its field and, in YAML, its line.
         */
        post: operations["validatePlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a plan */
        get: operations["getPlan"];
        /** Replace a plan */
        put: operations["updatePlan"];
        post?: never;
        /** Delete a plan that no pipeline refers to */
        delete: operations["deletePlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/engine/events/{execution_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hear of a change from the workflow engine
         * @description Called by Mistral (params.notify), not by users. The event is a hint only: the service asks the engine what it is about.
         */
        post: operations["receiveEngineEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workbooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the built-in workbooks and the project’s own */
        get: operations["listWorkbooks"];
        put?: never;
        /** Add a workbook of the project’s own */
        post: operations["createWorkbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workbooks/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a workbook without keeping it: what is wrong and where, or what it would be */
        post: operations["validateWorkbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workbooks/{workbook_name}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a workbook with scripted results: nothing is kept, nobody is called, no time passes */
        post: operations["dryRunWorkbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workbooks/{workbook_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a workbook */
        get: operations["getWorkbook"];
        /** Create or replace a workbook of the project’s own */
        put: operations["updateWorkbook"];
        post?: never;
        /** Delete a workbook of the project’s own; running executions go on */
        delete: operations["deleteWorkbook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or follow what happens in an execution
         * @description Pages of JSON, oldest first; with Accept: text/event-stream, everything from its beginning, or after the event of Last-Event-ID, and then one event named end when the execution has ended.
         */
        get: operations["listExecutionEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an execution */
        get: operations["getExecution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how the tasks of an execution follow one another
         * @description By the definition that it runs, whatever its workbook says by now; of one that the engine has not taken on yet by the present one. What has become of the tasks is in their list. With If-None-Match, 304 while the definition is the same.
         */
        get: operations["getExecutionGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks of an execution as jobs */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a task, by its id or its name */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was done to an execution: by whom, when, why, and how it went
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an execution and stop its jobs */
        post: operations["cancelExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start no new task of an execution; jobs under way go on */
        post: operations["pauseExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a paused execution go on */
        post: operations["resumeExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/rerun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run an execution again: whole as a new one, or on from where it failed */
        post: operations["rerunExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the pipelines of the project
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listPipelines"];
        put?: never;
        /**
         * Create a pipeline and start its first execution
         * @description Makes an empty stack, the delegation and, where the engine lacks it, the workbook. If a step fails nothing is left behind.
         */
        post: operations["createPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a pipeline */
        get: operations["getPipeline"];
        /** Change a pipeline; fields not given stay */
        put: operations["updatePipeline"];
        post?: never;
        /** Delete a pipeline, its executions and its stack */
        delete: operations["deletePipeline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the executions of a pipeline
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listExecutions"];
        put?: never;
        /** Start an execution now */
        post: operations["startExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the executions of a pipeline with their tasks
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listStages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/delegation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show for whom the service acts, and whether it still can */
        get: operations["getDelegation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/delegation/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the service act for the caller from now on
         * @description Mends a broken delegation: a new trust of the calling user takes the place of the old one. Tokens of application credentials cannot make one.
         */
        post: operations["renewDelegation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/stack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what runs of a pipeline: its stack as the provider has it now, and the application’s URL */
        get: operations["getPipelineStack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show which webhooks are believed, and which start a run */
        get: operations["getTrigger"];
        /** Change which webhooks are believed, and which start a run; members not given stay */
        put: operations["updateTrigger"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/trigger/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret for the git host to sign with
         * @description The old one is believed beside it for the overlap. The answer shows the new one, this once.
         */
        post: operations["rotateTriggerSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the secrets of a plan: their names, never their values
         * @description All of them, 100 at most, by name.
         */
        get: operations["listPlanSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/secrets/{secret_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a secret of a plan
         * @description Every pipeline of the plan has it, unless it has one of this name itself. Jobs that begin from now on get the value. It is never read back.
         */
        put: operations["setPlanSecret"];
        post?: never;
        /** Delete a secret of a plan */
        delete: operations["deletePlanSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the secrets of a pipeline: their names, never their values
         * @description All of them, 100 at most, by name.
         */
        get: operations["listPipelineSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/secrets/{secret_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a secret of a pipeline
         * @description It goes before a secret of this name of the plan. Jobs that begin from now on get the value. It is never read back.
         */
        put: operations["setPipelineSecret"];
        post?: never;
        /** Delete a secret of a pipeline */
        delete: operations["deletePipelineSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{trigger_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start the pipeline on behalf of its owner
         * @description A webhook of a git host posts here; no token is needed, but a signature with the trigger’s secret, unless the trigger takes unsigned webhooks. A push names branch and commit, an empty body builds the default branch. Whatever comes in is written down before the answer, and the answer names it: also where it starts nothing, and where it is refused (401, 429).
         */
        post: operations["fireTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks that came in for a pipeline, and what became of them
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a webhook that came in, and which rules were asked */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a webhook judged again, as the trigger is set now
         * @description The bytes that came in are judged again, also where they were ignored or built before. The answer is a new delivery; its execution bears the caller’s name.
         */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/polling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how the repository is looked at for commits that no webhook told of */
        get: operations["getPolling"];
        /**
         * Look at the repository for commits that no webhook told of
         * @description The first look takes the repository as it is, and starts nothing.
         */
        put: operations["setPolling"];
        post?: never;
        /** Look at the repository no more */
        delete: operations["deletePolling"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the schedules of a pipeline
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Start the pipeline at certain times
         * @description The service acts on the pipeline’s delegation, as it does for a webhook.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/schedules/{schedule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a schedule, when it is due next, and its last run */
        get: operations["getSchedule"];
        /** Change a schedule; fields not given stay */
        put: operations["updateSchedule"];
        post?: never;
        /** Delete a schedule; the executions that it started stay */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/status-reporting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show where the pipeline reports its runs */
        get: operations["getStatusReporting"];
        /**
         * Report the state of each run to the git host, as a status of its commit
         * @description The repository is the plan’s. What could not be sent so far is sent again.
         */
        put: operations["setStatusReporting"];
        post?: never;
        /** Report no more, and forget the token */
        delete: operations["deleteStatusReporting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/commit-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the git host is to show of the commits, and whether it does
         * @description A header Link with rel="next" leads to the next page, where there is one.
         */
        get: operations["listCommitStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/tasks/{task}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an execution that waits for an approval go on */
        post: operations["approveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/tasks/{task}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fail a task that waits for an approval */
        post: operations["rejectTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the stations and what they are to be given */
        get: operations["listStations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stations/{station}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a station for work
         * @description Called by workbooks (std.mistral_http), not by users. The work is done later and its result handed to the workflow engine. The same action execution again is answered with its first job.
         */
        post: operations["callStation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{execution_id}/tasks/{task}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the log of a task, while it runs and later, or follow it
         * @description With Accept: text/event-stream the log is followed: events named log, whose data is a JSON string and whose id is the offset behind it, then one named end when nothing more can come.
         */
        get: operations["getTaskLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{pipeline_id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what a run would be, without starting it
         * @description As if an execution was started with this body now or, with delivery_id, as if that delivery was judged again: what is decided on the way, the inputs and the tasks. Nothing is started and nothing is kept.
         */
        post: operations["planPipelineRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the project can use here
         * @description What is really there, at most five seconds old. A part that does not answer is shown as unavailable with the reason. The answer has an ETag: If-None-Match with it is answered 304 while nothing has changed.
         */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of the API */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where everything of version 1 is */
        get: operations["getPlatform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthcheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** OK while the service is ready (as oslo.middleware’s healthcheck) */
        get: operations["healthcheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether each dependency answers */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in Prometheus’ text format */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AuditEntry: {
            /** Format: uuid */
            uuid: string;
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            actor: "user" | "schedule" | "deadline" | "retention";
            /** @description Null: of all projects. */
            project_id: string | null;
            user_id: string | null;
            user_name: string | null;
            /** @description The project that the user’s token was of. */
            user_project_id: string | null;
            roles: string[];
            /** @description The service acted for the user while no request of theirs was there. */
            delegated: boolean;
            /**
             * @description The operation’s id in this document, or what the service did.
             * @example createPipeline
             */
            operation: string;
            /** @example pipelines */
            resource_type: string;
            resource_id: string | null;
            /** @description HTTP status; null where no answer was sent. */
            status: number | null;
            detail: string | null;
            request_id: string | null;
            remote_address: string | null;
            user_agent: string | null;
        };
        FieldError: {
            /**
             * @description JSON Pointer (RFC 6901) into the body, or /name of the query parameter.
             * @example /artifacts/0/content/href
             */
            pointer: string;
            /** @example must be a string */
            detail: string;
        };
        OpenStackError: {
            /** @example 404 */
            code: number;
            /** @example Not Found */
            title: string;
            /** @example There is no pipeline 3f1c… here. */
            message: string;
            details: string;
        };
        Problem: {
            /** @example urn:solum:error:pipeline.not_found */
            type: string;
            /** @example Not Found */
            title: string;
            /** @example 404 */
            status: number;
            /** @example There is no pipeline 3f1c… here. */
            detail: string;
            /**
             * @description Stable; for programs.
             * @example pipeline.not_found
             */
            code: string;
            /**
             * @description Equal to the header X-Openstack-Request-Id.
             * @example req-8f14e45f-ceea-467f-a0e6-3b5a2c1d9e70
             */
            request_id: string;
            errors: components["schemas"]["FieldError"][];
            message: string;
            /** @enum {string} */
            faultcode: "Client" | "Server";
            faultstring: string;
            debuginfo: null;
            error: components["schemas"]["OpenStackError"];
        };
        Event: {
            /**
             * @description One order for all events; also the id of the server-sent event.
             * @example 1042
             */
            sequence: number;
            /**
             * @description execution.created, execution.state_changed, task.state_changed, job.started (its log can be followed), job.ended; more may come.
             * @example execution.state_changed
             */
            type: string;
            project_id: string;
            /** Format: uuid */
            pipeline_id: string | null;
            /** Format: uuid */
            execution_id: string | null;
            /** @description What changed; depends on the type. */
            data: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
        };
        DetectRuleRequest: {
            /**
             * @description Name of a file at the root; one * in it stands for any characters.
             * @example package.json
             */
            file: string;
            /**
             * @description Text that its first 64 KiB must hold, too; absent or null: that the file is there is enough.
             * @example "next"
             */
            contains?: string | null;
            /**
             * @description Of several packs that match, the heaviest is chosen; of those the first by name.
             * @default 50
             */
            weight?: number;
        };
        PackCommandsRequest: {
            /**
             * @description In place of unittest_cmd.
             * @example npm test
             */
            test?: string | null;
            /**
             * @description In place of build_cmd.
             * @example npm run build
             */
            build?: string | null;
            /**
             * @description In place of run_cmd; serves HTTP on $PORT.
             * @example npm start
             */
            run?: string | null;
        };
        LanguagePackRequest: {
            /**
             * @description Once in a project; it stays.
             * @example node
             */
            name: string;
            /** @example Node.js with npm */
            description?: string;
            /**
             * @description The OCI image that the commands are made for. It is kept and shown; nothing is fetched.
             * @example docker.io/library/node:24
             */
            image?: string | null;
            /** @description One that matches is enough. Without any, "auto" never chooses the pack. */
            detect?: components["schemas"]["DetectRuleRequest"][];
            commands?: components["schemas"]["PackCommandsRequest"];
        };
        DetectRule: {
            /** @example package.json */
            file: string;
            /** @description Text that it must hold, too; null: that it is there is enough. */
            contains: string | null;
            weight: number;
        };
        PackCommands: {
            /** @description In place of unittest_cmd. */
            test: string | null;
            /** @description In place of build_cmd. */
            build: string | null;
            /** @description In place of run_cmd. */
            run: string | null;
        };
        LanguagePack: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            type: "language_pack";
            /** @example node */
            name: string;
            description: string;
            /** @enum {string} */
            origin: "built-in" | "project";
            /**
             * @description Kept from the original, which built packs; these are ready.
             * @enum {string}
             */
            status: "READY";
            /**
             * @description The OCI image that the commands are made for.
             * @example docker.io/library/node:24
             */
            image: string | null;
            detect: components["schemas"]["DetectRule"][];
            commands: components["schemas"]["PackCommands"];
            /** @description Null for a built-in one. */
            project_id: string | null;
            /** @description Null for a built-in one. */
            user_id: string | null;
            /**
             * Format: date-time
             * @description Null for a built-in one.
             */
            created_at: string | null;
            /**
             * Format: date-time
             * @description Null for a built-in one.
             */
            updated_at: string | null;
        };
        PlanArtifactContent: {
            /**
             * @description Repository to clone: https, ssh or git (git@host:path too).
             * @example https://git.example.org/shop.git
             */
            href: string;
            /** @description Whether cloning needs the repo_token. */
            private?: boolean;
        };
        PlanArtifact: {
            /** @example shop */
            name: string;
            /** @description Kept from the original service, e.g. "heroku". */
            artifact_type?: string;
            content: components["schemas"]["PlanArtifactContent"];
            /**
             * @description Name of a language pack, whose commands take the place of those that are not given here; "auto" detects it.
             * @example auto
             */
            language_pack?: string;
            /**
             * @description Port, list of ports, or map of names to ports.
             * @example 8080
             */
            ports?: number | number[] | {
                [key: string]: number;
            };
            /**
             * @description Shell command that tests the source; exit code 0 passes.
             * @example npm test
             */
            unittest_cmd?: string;
            /**
             * @description Shell command that builds the source in place.
             * @example npm run build
             */
            build_cmd?: string;
            /**
             * @description Shell command that serves HTTP on $PORT.
             * @example node server.js
             */
            run_cmd?: string;
            /**
             * @description Shell command that tests what was deployed at $APP_URL.
             * @example curl -fsS "$APP_URL"
             */
            functionaltest_cmd?: string;
            /**
             * @description auto: OCI where there is a Containerfile, else a slug.
             * @enum {string}
             */
            image_format?: "auto" | "slug" | "oci";
            /**
             * @description Names of secrets (of the plan or the pipeline) that the commands of the tests and of the build get as environment variables.
             * @example [
             *       "NPM_TOKEN"
             *     ]
             */
            secrets?: string[];
            /** @description Token for a private repository. Never read back; null removes it. */
            repo_token?: string | null;
            requirements?: {
                [key: string]: unknown;
            }[];
        };
        Plan: {
            /**
             * @description Version of the plan format.
             * @enum {number}
             */
            version: 1;
            /** @example shop */
            name: string;
            /** @example The web shop */
            description?: string;
            artifacts?: components["schemas"]["PlanArtifact"][];
            services?: {
                [key: string]: unknown;
            }[];
            /** @description Handed to the stack and the workbook. */
            parameters?: {
                [key: string]: unknown;
            };
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            type: "plan";
            project_id: string;
            user_id: string;
            /** @description Kept from the original; triggers belong to pipelines here. */
            trigger_uri: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PlanRequest: {
            /**
             * @description Version of the plan format.
             * @enum {number}
             */
            version: 1;
            /** @example shop */
            name: string;
            /** @example The web shop */
            description?: string;
            artifacts?: components["schemas"]["PlanArtifact"][];
            services?: {
                [key: string]: unknown;
            }[];
            /** @description Handed to the stack and the workbook. */
            parameters?: {
                [key: string]: unknown;
            };
        };
        PlanMistake: {
            /**
             * @description JSON Pointer (RFC 6901) into the body, or /name of the query parameter.
             * @example /artifacts/0/content/href
             */
            pointer: string;
            /** @example must be a string */
            detail: string;
            /** @description The line where the field is, or the nearest part above it; null for JSON. */
            line: number | null;
            /** @description The column of that line. */
            column: number | null;
        };
        PlanVerdict: {
            valid: boolean;
            /** @description In the order of the fields; none where it is valid. */
            errors: components["schemas"]["PlanMistake"][];
        };
        EngineEventReceipt: {
            /** @enum {boolean} */
            accepted: true;
        };
        WorkflowInput: {
            /** @example unittest_cmd */
            name: string;
            /** @description Whether a run must be given it: it has no default. */
            required: boolean;
            /** @description What it is where it is not given; null for a required one. */
            default: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
        };
        WorkflowTask: {
            /** @example unit_test */
            name: string;
            /** @description What the workbook says of it. */
            description: string | null;
            tags: string[];
            /** @description The action that it runs, as it is written; null where it runs a workflow. */
            action: string | null;
            /** @description The workflow that it runs, as it is written. */
            workflow: string | null;
            /** @description What its action calls, expressions not evaluated; null where it names no URL. */
            url: string | null;
            /** @description How many of the edges into it have to be taken before it starts; null: each one starts it. */
            join: ("all" | "one") | number | null;
            /** @description Whether it runs once for each item of a list. */
            items: boolean;
            /** @description Seconds, its own or those of task-defaults; null where there are none, or an expression. */
            timeout: number | null;
        };
        GraphEdge: {
            /** @example unit_test */
            from: string;
            /** @example image_build */
            to: string;
            /** @enum {string} */
            on: "success" | "error" | "complete" | "requires";
            /** @description The expression that has to hold; null where there is none. */
            condition: string | null;
        };
        Workflow: {
            /** @example main */
            name: string;
            /** @enum {string} */
            type: "direct" | "reverse";
            /** @description What the workbook says of it. */
            description: string | null;
            tags: string[];
            inputs: components["schemas"]["WorkflowInput"][];
            tasks: components["schemas"]["WorkflowTask"][];
            edges: components["schemas"]["GraphEdge"][];
        };
        Workbook: {
            /** Format: uri */
            uri: string;
            /** @example test_build_deploy */
            name: string;
            /** @enum {string} */
            type: "workbook";
            /**
             * @description Comes with the service, or is the project’s own.
             * @enum {string}
             */
            origin: "built-in" | "project";
            description: string;
            tags: string[];
            /** @description sha256 of the definition; an execution records the one it ran. */
            digest: string;
            /** @description The Mistral DSL v2 document (YAML) to the letter. */
            definition: string;
            workflows: components["schemas"]["Workflow"][];
            /**
             * @description The workflow that a pipeline runs; null where the workbook has none to start with.
             * @example main
             */
            entry_workflow: string | null;
            /** Format: date-time */
            updated_at: string | null;
        };
        ReadWorkbook: {
            /** @example test_build_deploy */
            name: string;
            description: string;
            tags: string[];
            workflows: components["schemas"]["Workflow"][];
            /**
             * @description The workflow that a pipeline runs; null where the workbook has none to start with.
             * @example main
             */
            entry_workflow: string | null;
        };
        WorkbookVerdict: {
            valid: boolean;
            /** @description Why it is refused, in the engine’s own words. */
            error: string | null;
            /** @description The line of the document that the error is about; null where that is not known. */
            line: number | null;
            /** @description The column of that line. */
            column: number | null;
            /** @description What it would be, with the graphs of its tasks; null where it cannot be read. */
            workbook: components["schemas"]["ReadWorkbook"] | null;
        };
        DryRunRequest: {
            /** @description A document (YAML) that is tried instead of the workbook that is there; it must bear the name. */
            definition?: string;
            /** @description The workflow to run; absent: the one that a pipeline would run. */
            workflow?: string;
            inputs?: {
                [key: string]: unknown;
            };
            /** @description What env() answers, beside solum. */
            environment?: {
                [key: string]: unknown;
            };
            /**
             * @description By task, else by action name: how it ends. {state?, output?, delay?}, or a list of them, one for each time it runs; the last one is for all others.
             * @example {
             *       "unit_test": [
             *         {
             *           "state": "ERROR"
             *         },
             *         {
             *           "output": {
             *             "passed": true
             *           },
             *           "delay": 30
             *         }
             *       ]
             *     }
             */
            script?: {
                [key: string]: unknown;
            };
        };
        DryRunTask: {
            name: string;
            /** @description workbook.workflow */
            workflow: string;
            /** @example SUCCESS */
            state: string;
            state_info: string | null;
            /** @description As task().result sees it; null while there is none. */
            result: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            published: {
                [key: string]: unknown;
            };
            /** @description How often its action or sub-workflow was started: retries and items count each. */
            attempts: number;
            /** @description Simulated seconds after the start. */
            started_after: number | null;
            finished_after: number | null;
        };
        DryRunCall: {
            task: string;
            /** @description As the workbook names it. */
            action: string;
            /** @description What the task gives it. */
            input: {
                [key: string]: unknown;
            };
            /** @description What the action underneath an ad-hoc one gets: url, headers and body of a request. */
            base_input: {
                [key: string]: unknown;
            };
            /** @description Simulated seconds after the start. */
            after: number;
            /** @description False where the script says nothing of it, although it would have left the service: it succeeded. */
            scripted: boolean;
        };
        DryRun: {
            /**
             * @description RUNNING or PAUSED: nothing goes on without somebody outside.
             * @enum {string}
             */
            state: "RUNNING" | "PAUSED" | "SUCCESS" | "ERROR" | "CANCELLED";
            state_info: string | null;
            output: {
                [key: string]: unknown;
            };
            /** @description How long it would have taken, in seconds. */
            duration: number;
            /** @description In order of creation, sub-workflows’ among them. */
            tasks: components["schemas"]["DryRunTask"][];
            /** @description In the order in which the actions started. */
            calls: components["schemas"]["DryRunCall"][];
            /** @description Tasks whose actions succeeded with nothing, as no script names them. */
            unscripted: string[];
        };
        User: {
            id: string;
            name: string;
        };
        Execution: {
            /** Format: uri */
            uri: string;
            /**
             * Format: uuid
             * @description Also the workflow engine’s id of it.
             */
            uuid: string;
            /** @enum {string} */
            type: "execution";
            /** Format: uuid */
            pipeline_id: string;
            /** Format: uri */
            pipeline_uri: string;
            project_id: string;
            /**
             * @description Mistral’s states; IDLE until the engine has taken it on.
             * @enum {string}
             */
            state: "IDLE" | "RUNNING" | "PAUSED" | "SUCCESS" | "ERROR" | "CANCELLED";
            /** @description Why it is in this state. */
            state_info: string | null;
            /** @description What it waits for before it moves on: something that somebody has to mend, or other runs of its concurrency group. Null while nothing is in its way. */
            waiting_for: string | null;
            /** Format: date-time */
            waiting_since: string | null;
            /**
             * @description Who, or what, ended it; null until then.
             * @enum {string|null}
             */
            ended_by: "engine" | "user" | "deadline" | "superseded" | "system" | null;
            /** @description The user who ended it, where one did. */
            ended_by_user: components["schemas"]["User"] | null;
            /** @description Why it ended; never null once it has. */
            end_reason: string | null;
            /**
             * Format: uuid
             * @description The newer execution in favour of which this one was ended.
             */
            superseded_by: string | null;
            /**
             * @description What started it.
             * @enum {string}
             */
            trigger: "creation" | "manual" | "webhook" | "schedule" | "rerun";
            /** @description User id of who started it, or made the schedule that did; of the owner where a webhook did. */
            started_by: string;
            /**
             * @description Null: the default branch.
             * @example refs/heads/main
             */
            ref: string | null;
            /** @description Null: the head of the ref. */
            commit: string | null;
            /**
             * Format: uri
             * @description The delivery of the webhook that started it; null: none did.
             */
            delivery_uri: string | null;
            /** @description What is built where no commit was named: the head of the ref at the first checkout. Null until then. */
            resolved_commit: string | null;
            /**
             * @description Counts the re-runs, whole or from where it failed.
             * @example 1
             */
            attempt: number;
            /**
             * Format: uuid
             * @description The execution that this one runs again from the start.
             */
            rerun_of: string | null;
            workbook_name: string;
            /** @description sha256 of the definition that runs. */
            workbook_digest: string | null;
            /** @example test_build_deploy.main */
            workflow_name: string | null;
            inputs: {
                [key: string]: unknown;
            };
            outputs: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When its time is over; put off while it is paused. Null while it does not run.
             */
            deadline_at: string | null;
            /** @description What changes something in its state; rerun_start and rerun_failed are rerun with from: start and from: failed. Who asks may lack the role. */
            controls: ("pause" | "resume" | "cancel" | "rerun_start" | "rerun_failed")[];
            /** Format: uri */
            tasks_uri: string;
            /**
             * Format: uri
             * @description What was done to it: by whom, when and why.
             */
            actions_uri: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            /** @description Seconds from start to end; null while it runs. */
            duration: number | null;
            /** Format: date-time */
            updated_at: string;
        };
        GraphNode: {
            /**
             * @description The task’s name, or an engine command’s.
             * @example unit_test
             */
            id: string;
            /**
             * @description Runs an action, runs a workflow, or tells the engine what to do (fail, succeed, pause, noop).
             * @enum {string}
             */
            kind: "action" | "workflow" | "command";
            /** @description The action or workflow that it runs, as it is written; null for a command. */
            runs: string | null;
            /** @description What the workbook says of it. */
            description: string | null;
            /** @description How many of the edges into it have to be taken before it starts; null: each one starts it. */
            join: ("all" | "one") | number | null;
            /** @description Whether it runs once for each item of a list. */
            items: boolean;
        };
        RunWorkflow: {
            /**
             * @description As workflow_name of its tasks.
             * @example test_build_deploy.main
             */
            name: string;
            /** @enum {string} */
            type: "direct" | "reverse";
            /** @description What the workbook says of it. */
            description: string | null;
            /** @description A task belongs to the node whose id is its name; a loop makes several tasks of one node. */
            nodes: components["schemas"]["GraphNode"][];
            edges: components["schemas"]["GraphEdge"][];
        };
        ExecutionGraph: {
            /** Format: uuid */
            execution_id: string;
            /** @description sha256 of the definition that this is drawn from. */
            workbook_digest: string;
            /** @description The workflow that it starts with, then those of the same workbook that its tasks may run; workflows of other workbooks are not here. */
            workflows: components["schemas"]["RunWorkflow"][];
        };
        Approval: {
            /** @enum {string} */
            state: "waiting" | "approved" | "rejected" | "expired" | "cancelled";
            /** @description Who has one of these roles may decide. */
            roles: string[];
            /** @description Whether whoever started the run may not approve. */
            four_eyes: boolean;
            message: string | null;
            /**
             * Format: date-time
             * @description Then it is rejected.
             */
            expires_at: string | null;
            decided_by: components["schemas"]["User"] | null;
            /** @description Why whoever asks may not approve it; null where they may, and once it is decided. */
            approve_refusal: string | null;
            /** @description Why whoever asks may not reject it; null where they may, and once it is decided. */
            reject_refusal: string | null;
        };
        Task: {
            /** Format: uri */
            uri: string;
            /** @description The engine’s id of this task execution. */
            uuid: string;
            /** @enum {string} */
            type: "task";
            /** @example unit_test */
            name: string;
            /** Format: uuid */
            execution_id: string;
            /** @example test_build_deploy.main */
            workflow_name: string;
            /** @description The task that runs the sub-workflow it belongs to; null in the workflow that it all began with. */
            parent_task_id: string | null;
            /**
             * @description A task that its execution left unfinished is cancelled.
             * @enum {string}
             */
            verdict: "pass" | "fail" | "running" | "waiting" | "paused" | "cancelled" | "skipped";
            /**
             * @description What a task whose work has not begun waits for, while the engine calls it RUNNING.
             * @example a free worker, since 2026-02-03T04:05:06.000Z
             */
            waiting_for: string | null;
            /**
             * @description Mistral’s state of the task.
             * @example SUCCESS
             */
            state: string;
            state_info: string | null;
            /** @description Retries and items count each. */
            attempts: number;
            /** @description What the task answered; null while there is nothing. */
            result: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
            /** @description What it gave to the tasks after it, by its workbook’s publish. */
            published: {
                [key: string]: unknown;
            };
            /** @description What the task waits for, or waited for, where it is an approval. */
            approval: components["schemas"]["Approval"] | null;
            /** Format: uri */
            log_uri: string;
            /**
             * Format: uri
             * @description The task in the engine’s own API (Mistral).
             */
            engine_url: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            /** @description Seconds. */
            duration: number | null;
        };
        ExecutionAction: {
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            type: "action";
            /** Format: uuid */
            execution_id: string;
            /** @enum {string} */
            kind: "cancel" | "pause" | "resume" | "rerun" | "approve" | "reject";
            /** @description The execution’s attempt that it was done to. */
            attempt: number;
            /**
             * @description Who, or what, did it.
             * @enum {string}
             */
            actor: "user" | "deadline" | "superseded" | "system";
            /** @description The user, where it was one. */
            user: components["schemas"]["User"] | null;
            reason: string | null;
            /**
             * @description failed: something was away, ask again; refused: too late, or the engine would not.
             * @enum {string}
             */
            outcome: "pending" | "done" | "failed" | "refused";
            /** @description How it went, where there is something to say. */
            detail: string | null;
            /**
             * Format: uri
             * @description Of a re-run from the start: the execution that came of it.
             */
            new_execution_uri: string | null;
            /** @description Of an approval: the task’s id. */
            task_id: string | null;
            /** @description Of an approval: the roles of the user that it was decided by. */
            roles: string[] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at: string | null;
        };
        ControlRequest: {
            /**
             * @description Kept with the action.
             * @example wrong branch
             */
            reason?: string;
        };
        RerunRequest: {
            /**
             * @description Kept with the action.
             * @example wrong branch
             */
            reason?: string;
            /**
             * @description start: a new execution with the same definition, inputs and commit; failed: this execution goes on at the tasks that it failed by.
             * @enum {string}
             */
            from: "start" | "failed";
            /**
             * @description With from: failed, the id or the name of one failed task; absent: all of them.
             * @example unit_test
             */
            task?: string;
        };
        ConcurrencyRequest: {
            /**
             * @description Shared by all pipelines of the project that name it; absent or null: the pipeline’s own.
             * @example deploys
             */
            group?: string | null;
            /** @description How many runs of the group may run while one of this pipeline does. The smallest limit of those that run counts. Absent or null: no limit of its own. */
            limit?: number | null;
            /**
             * @description queue: one after the other, in order of creation. supersede: a newer run of the same ref also cancels the older ones that have not begun to deploy.
             * @default queue
             * @enum {string}
             */
            policy?: "queue" | "supersede";
        };
        TriggerFiltersRequest: {
            /**
             * @description Globs of branch names; `!` in front takes away.
             * @example [
             *       "main",
             *       "release/**"
             *     ]
             */
            branches?: string[];
            /**
             * @description Globs of tag names; `!` in front takes away.
             * @example [
             *       "v*"
             *     ]
             */
            tags?: string[];
            /**
             * @description Globs of the files that a push touches; `!` in front takes away.
             * @example [
             *       "src/**",
             *       "!**\/*.md"
             *     ]
             */
            paths?: string[];
            /**
             * @default [
             *       "push",
             *       "tag"
             *     ]
             */
            events?: ("push" | "tag" | "pull_request" | "comment")[];
            /**
             * @description Whether `[skip ci]` in the head commit’s message is heeded.
             * @default true
             */
            skip_ci?: boolean;
            /**
             * @description A collaborator’s comment of this line builds again; null: comments start nothing.
             * @example /rebuild
             */
            rebuild_phrase?: string | null;
        };
        TriggerSettingsRequest: {
            /**
             * @description Whether a webhook without a signature is believed. One with a wrong signature never is.
             * @default refused
             * @enum {string}
             */
            unsigned?: "allowed" | "refused";
            /**
             * @description Most webhooks that are taken in a minute; more are answered 429.
             * @default 600
             */
            rate_limit?: number;
            filters?: components["schemas"]["TriggerFiltersRequest"];
        };
        CreatePipelineRequest: {
            /** @example shop */
            name: string;
            /**
             * @description The uri of one of the project’s plans.
             * @example http://127.0.0.1:9777/v1/plans/7b0b9a3c-6e0e-4b57-9c0e-3f0a2a7b9d11
             */
            plan_uri: string;
            /**
             * @description A workbook of the project, or a built-in one.
             * @example test_build_deploy
             */
            workbook_name: string;
            description?: string;
            /**
             * @example [
             *       "web",
             *       "team-a"
             *     ]
             */
            tags?: string[];
            /** @description Seconds that a run may take, pauses not counted; null: as the service is set. */
            run_timeout?: number | null;
            /** @description Seconds that one task may take where the workbook gives it no longer timeout; null: as the service is set. */
            task_timeout?: number | null;
            /** @description Null: its runs wait for no others. */
            concurrency?: components["schemas"]["ConcurrencyRequest"] | null;
            trigger?: components["schemas"]["TriggerSettingsRequest"];
        };
        Concurrency: {
            /** @description Null: the pipeline’s own. */
            group: string | null;
            limit: number | null;
            /** @enum {string} */
            policy: "queue" | "supersede";
        };
        RecentExecution: {
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            state: "IDLE" | "RUNNING" | "PAUSED" | "SUCCESS" | "ERROR" | "CANCELLED";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** @description Seconds from start to end; null while it runs. */
            duration: number | null;
        };
        CreatedPipeline: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @example shop */
            name: string;
            /** @enum {string} */
            type: "pipeline";
            description: string;
            tags: string[];
            project_id: string;
            user_id: string;
            /** Format: uri */
            plan_uri: string;
            /** @example test_build_deploy */
            workbook_name: string;
            /** @description Seconds; null: as the service is set. */
            run_timeout: number | null;
            /** @description Seconds; null: as the service is set. */
            task_timeout: number | null;
            /** @description Null: its runs wait for no others. */
            concurrency: components["schemas"]["Concurrency"] | null;
            /**
             * Format: uri
             * @description Where the git host posts its webhooks to, without a token. What is believed there: /trigger.
             */
            trigger_uri: string;
            /** Format: uuid */
            last_execution: string | null;
            /** @description Newest first; only in lists that ask for them by recent_executions. */
            recent_executions?: components["schemas"]["RecentExecution"][];
            /** @enum {string} */
            status: "ready" | "deleting";
            /** @description Why its deletion is not done yet: the service goes on with it, and DELETE may be repeated. */
            status_reason: string | null;
            /**
             * @description Whether the service can act for the owner; delegation_uri says why not, and renews it.
             * @enum {string}
             */
            delegation_status: "ok" | "broken";
            /** Format: uri */
            delegation_uri: string;
            /** @description The stack that its runs deploy to. */
            stack_id: string | null;
            /** Format: uri */
            executions_uri: string;
            /**
             * Format: uri
             * @description What came in at its trigger, and what became of it.
             */
            deliveries_uri: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @description The secret that the git host signs its webhooks with. It is shown here only; null where an Idempotency-Key repeats the request. */
            trigger_secret: string | null;
        };
        Pipeline: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @example shop */
            name: string;
            /** @enum {string} */
            type: "pipeline";
            description: string;
            tags: string[];
            project_id: string;
            user_id: string;
            /** Format: uri */
            plan_uri: string;
            /** @example test_build_deploy */
            workbook_name: string;
            /** @description Seconds; null: as the service is set. */
            run_timeout: number | null;
            /** @description Seconds; null: as the service is set. */
            task_timeout: number | null;
            /** @description Null: its runs wait for no others. */
            concurrency: components["schemas"]["Concurrency"] | null;
            /**
             * Format: uri
             * @description Where the git host posts its webhooks to, without a token. What is believed there: /trigger.
             */
            trigger_uri: string;
            /** Format: uuid */
            last_execution: string | null;
            /** @description Newest first; only in lists that ask for them by recent_executions. */
            recent_executions?: components["schemas"]["RecentExecution"][];
            /** @enum {string} */
            status: "ready" | "deleting";
            /** @description Why its deletion is not done yet: the service goes on with it, and DELETE may be repeated. */
            status_reason: string | null;
            /**
             * @description Whether the service can act for the owner; delegation_uri says why not, and renews it.
             * @enum {string}
             */
            delegation_status: "ok" | "broken";
            /** Format: uri */
            delegation_uri: string;
            /** @description The stack that its runs deploy to. */
            stack_id: string | null;
            /** Format: uri */
            executions_uri: string;
            /**
             * Format: uri
             * @description What came in at its trigger, and what became of it.
             */
            deliveries_uri: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        UpdatePipelineRequest: {
            /** @example shop */
            name?: string;
            /**
             * @description The uri of one of the project’s plans.
             * @example http://127.0.0.1:9777/v1/plans/7b0b9a3c-6e0e-4b57-9c0e-3f0a2a7b9d11
             */
            plan_uri?: string;
            /**
             * @description A workbook of the project, or a built-in one.
             * @example test_build_deploy
             */
            workbook_name?: string;
            description?: string;
            /**
             * @example [
             *       "web",
             *       "team-a"
             *     ]
             */
            tags?: string[];
            /** @description Seconds that a run may take, pauses not counted; null: as the service is set. */
            run_timeout?: number | null;
            /** @description Seconds that one task may take where the workbook gives it no longer timeout; null: as the service is set. */
            task_timeout?: number | null;
            /** @description Null: its runs wait for no others. */
            concurrency?: components["schemas"]["ConcurrencyRequest"] | null;
            trigger?: components["schemas"]["TriggerSettingsRequest"];
        };
        RunPipelineRequest: {
            /**
             * @description Branch or tag; absent: the default branch.
             * @example refs/heads/main
             */
            ref?: string;
            /** @description Full hash; absent: the head of the ref. */
            commit?: string;
            /** @description Inputs of the workflow, by name; they override the plan’s. */
            inputs?: {
                [key: string]: unknown;
            };
        };
        StageTask: {
            /** @description The engine’s id of this task execution. */
            uuid: string;
            /** @example unit_test */
            name: string;
            /**
             * @description A task that its execution left unfinished is cancelled.
             * @enum {string}
             */
            verdict: "pass" | "fail" | "running" | "waiting" | "paused" | "cancelled" | "skipped";
            /** @description Retries and items count each. */
            attempts: number;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            /** @description Seconds. */
            duration: number | null;
        };
        Stage: {
            execution: components["schemas"]["Execution"];
            /** @description In order of creation, without those of sub-workflows; null where the engine does not tell of them now. */
            tasks: components["schemas"]["StageTask"][] | null;
        };
        Trustor: {
            /** @description Id of the user that the service acts for. */
            id: string;
            name: string;
        };
        Delegation: {
            /** @enum {string} */
            status: "ok" | "broken";
            /** @description Why it is broken. */
            reason: string | null;
            trustor: components["schemas"]["Trustor"];
            /**
             * @example [
             *       "member"
             *     ]
             */
            roles: string[];
            /**
             * Format: date-time
             * @description Null: never.
             */
            expires_at: string | null;
            /**
             * Format: date-time
             * @description When it was last seen to work.
             */
            last_proof_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            renewed_at: string | null;
            /** @description Id of the user it acted for before its last renewal. */
            taken_over_from: string | null;
        };
        PipelineStack: {
            /** @description As the provider knows it. */
            id: string;
            name: string;
            /**
             * @description Heat’s action and status in one word.
             * @example UPDATE_COMPLETE
             */
            status: string;
            /** @description Why it is so, in the provider’s words. */
            status_reason: string | null;
            /**
             * Format: uri
             * @description Where the application answers; null while nothing runs.
             */
            url: string | null;
            /** @description All outputs of the stack, by name. */
            outputs: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When its state was last changed.
             */
            updated_at: string;
        };
        TriggerFilters: {
            branches: string[];
            tags: string[];
            paths: string[];
            events: ("push" | "tag" | "pull_request" | "comment")[];
            skip_ci: boolean;
            rebuild_phrase: string | null;
        };
        PipelineTrigger: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            pipeline_id: string;
            /**
             * Format: uri
             * @description Where the git host posts to.
             */
            trigger_uri: string;
            /** @enum {string} */
            unsigned: "allowed" | "refused";
            /** @description Webhooks in a minute. */
            rate_limit: number;
            filters: components["schemas"]["TriggerFilters"];
            /**
             * Format: date-time
             * @description When the secret was made; null: the pipeline has none yet.
             */
            secret_made_at: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before it is believed too; null: it is not.
             */
            previous_secret_until: string | null;
            /** Format: date-time */
            updated_at: string;
        };
        RotateSecretRequest: {
            /**
             * @description Seconds for which the old secret is believed beside the new one; 0: it ends at once.
             * @default 3600
             */
            overlap?: number;
        };
        RotatedSecret: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            pipeline_id: string;
            /**
             * Format: uri
             * @description Where the git host posts to.
             */
            trigger_uri: string;
            /** @enum {string} */
            unsigned: "allowed" | "refused";
            /** @description Webhooks in a minute. */
            rate_limit: number;
            filters: components["schemas"]["TriggerFilters"];
            /**
             * Format: date-time
             * @description When the secret was made; null: the pipeline has none yet.
             */
            secret_made_at: string | null;
            /**
             * Format: date-time
             * @description Until when the secret before it is believed too; null: it is not.
             */
            previous_secret_until: string | null;
            /** Format: date-time */
            updated_at: string;
            /** @description The new secret; it is shown here only. */
            trigger_secret: string;
        };
        Secret: {
            /** @example NPM_TOKEN */
            name: string;
            /**
             * @description How often it was set.
             * @example 1
             */
            version: number;
            /** @description Id of who set the present value. */
            set_by: string;
            /** @description Their name then. */
            set_by_name: string;
            /**
             * Format: date-time
             * @description When the present value was set.
             */
            set_at: string;
            /** Format: date-time */
            created_at: string;
        };
        SetSecretRequest: {
            /**
             * @description Up to 64 KiB as UTF-8, without NUL. Never read back.
             * @example npm_51f0c1
             */
            value: string;
        };
        TriggerReceipt: {
            /**
             * @description Whether the webhook started an execution. `duplicate`: the same one, or the same push, had done so before.
             * @enum {string}
             */
            verdict: "started" | "ignored" | "duplicate";
            /** @description Why it started nothing; or, beside `started`, why the execution is likely to fail: the service could not act for the owner the last time it tried. */
            reason: string | null;
            /**
             * Format: uuid
             * @description Of a webhook that came twice, the first one’s.
             */
            delivery_id: string;
            /**
             * Format: uri
             * @description What became of it, for the pipeline’s users.
             */
            delivery_uri: string;
            /**
             * Format: uuid
             * @description The delivery that had started the execution before.
             */
            duplicate_of: string | null;
            /** Format: uuid */
            execution_id: string | null;
            /** Format: uri */
            execution_uri: string | null;
        };
        DeliveryRule: {
            /**
             * @description Stable; for programs.
             * @example filter.branches
             */
            rule: string;
            passed: boolean;
            /** @example The branch "docs" does not match "main". */
            detail: string;
        };
        Delivery: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            type: "delivery";
            /** Format: uuid */
            pipeline_id: string;
            /** Format: date-time */
            received_at: string;
            /** @description Where the connection came from; behind a proxy, the proxy’s address. */
            remote_address: string;
            /** @enum {string} */
            host: "github" | "gitlab" | "gitea" | "bitbucket" | "plain" | "poller";
            /**
             * @description The host’s name of it; empty where it was not read.
             * @example push
             */
            event: string;
            /** @description What the host calls this delivery. */
            host_delivery_id: string | null;
            /** @enum {string} */
            signature: "valid" | "invalid" | "missing";
            /** @enum {string} */
            verdict: "started" | "ignored" | "duplicate" | "rejected" | "rate_limited";
            /** @description Why it started nothing. */
            reason: string | null;
            /** @description In the order in which they were asked. */
            rules: components["schemas"]["DeliveryRule"][];
            /** @example refs/heads/main */
            ref: string | null;
            commit: string | null;
            /** Format: uuid */
            execution_id: string | null;
            /** Format: uri */
            execution_uri: string | null;
            /**
             * Format: uri
             * @description The delivery that had started the execution before this one came.
             */
            duplicate_of: string | null;
            /**
             * Format: uri
             * @description The delivery that was judged again; its address, headers and bytes are shown here too.
             */
            redelivery_of: string | null;
            /** @description Id of the user who had it judged again. */
            redelivered_by: string | null;
            /** @description Of `rate_limited`: how many more were refused in the same minute, without a row of their own. */
            refused_more: number;
            /** @description Those that say what it is; tokens and signatures are not kept. */
            headers: {
                [key: string]: string;
            };
            /** @description Bytes. */
            body_size: number;
            /** @description SHA-256, in hexadecimal. */
            body_digest: string;
        };
        Polling: {
            /** @description Seconds from one look to the next. */
            interval: number;
            /** Format: date-time */
            next_poll_at: string;
            /** Format: date-time */
            last_poll_at: string | null;
            /** @description Why the last look failed; null: it did not. */
            last_error: string | null;
            /** @description Executions that the last look started. */
            last_started: number;
            /** @description Looks in vain since the last that did not fail. */
            failures: number;
        };
        PollingRequest: {
            /** @description Seconds from one look to the next. */
            interval: number;
        };
        CreateScheduleRequest: {
            /**
             * @description Minute, hour, day of month, month and day of week. Besides numbers, ranges, lists and steps: JAN-DEC, SUN-SAT, L for the last day or weekday of a month, MON#1 for its first Monday.
             * @example 30 2 * * MON-FRI
             */
            cron: string;
            /**
             * @description Name of a time zone of the IANA database.
             * @default UTC
             * @example Europe/Lisbon
             */
            time_zone?: string;
            /**
             * @description Branch or tag; absent or null: the default branch.
             * @example refs/heads/main
             */
            ref?: string | null;
            /** @description Inputs of the workflow, by name; they override the plan’s. */
            inputs?: {
                [key: string]: unknown;
            };
            /**
             * @description False: it starts nothing.
             * @default true
             */
            enabled?: boolean;
        };
        LastRun: {
            /**
             * Format: date-time
             * @description The time that it was due at.
             */
            due_at: string;
            /**
             * Format: uuid
             * @description The execution of that time; null: the service was away for so long that there was none.
             */
            execution_id: string | null;
            /** Format: uri */
            execution_uri: string | null;
        };
        Schedule: {
            /** Format: uri */
            uri: string;
            /** Format: uuid */
            uuid: string;
            /** @enum {string} */
            type: "schedule";
            /** Format: uuid */
            pipeline_id: string;
            /** Format: uri */
            pipeline_uri: string;
            /** @description Id of who made it, and whom its executions name. */
            user_id: string;
            /** @example 30 2 * * MON-FRI */
            cron: string;
            /** @example Europe/Lisbon */
            time_zone: string;
            /** @description Null: the default branch. */
            ref: string | null;
            inputs: {
                [key: string]: unknown;
            };
            enabled: boolean;
            /**
             * Format: date-time
             * @description Null: not enabled.
             */
            next_run_at: string | null;
            /** @description Null: it was not due yet. */
            last_run: components["schemas"]["LastRun"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        UpdateScheduleRequest: {
            /**
             * @description Minute, hour, day of month, month and day of week. Besides numbers, ranges, lists and steps: JAN-DEC, SUN-SAT, L for the last day or weekday of a month, MON#1 for its first Monday.
             * @example 30 2 * * MON-FRI
             */
            cron?: string;
            /**
             * @description Name of a time zone of the IANA database.
             * @default UTC
             * @example Europe/Lisbon
             */
            time_zone?: string;
            /**
             * @description Branch or tag; absent or null: the default branch.
             * @example refs/heads/main
             */
            ref?: string | null;
            /** @description Inputs of the workflow, by name; they override the plan’s. */
            inputs?: {
                [key: string]: unknown;
            };
            /**
             * @description False: it starts nothing.
             * @default true
             */
            enabled?: boolean;
        };
        StatusReporting: {
            /** @enum {string} */
            host: "github" | "gitlab" | "gitea" | "bitbucket";
            /** Format: uri */
            api_url: string;
            /** Format: uri */
            statuses_uri: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        StatusReportingRequest: {
            /**
             * @description gitea stands for Forgejo as well.
             * @enum {string}
             */
            host: "github" | "gitlab" | "gitea" | "bitbucket";
            /**
             * @description One of those that the operator allows; absent: the host’s own. Needed for gitea.
             * @example https://git.example.org/api/v1
             */
            api_url?: string;
            /** @description May set commit statuses of the plan’s repository. Absent: the present one stays. */
            token?: string;
        };
        CommitStatus: {
            /** Format: uuid */
            uuid: string;
            /** @description Full hash of the commit. */
            sha: string;
            /** @enum {string} */
            state: "pending" | "success" | "failure" | "error";
            /**
             * Format: uuid
             * @description Whose state it is: the newest execution of the commit.
             */
            execution_id: string;
            /** Format: uri */
            execution_uri: string;
            /**
             * @description sent: the host has it. waiting: it is going to be sent. failed: it was given up.
             * @enum {string}
             */
            delivery: "sent" | "waiting" | "failed";
            /** @description In vain, since the host took the last one. */
            attempts: number;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** @description Why the last attempt failed. */
            last_error: string | null;
            /** Format: date-time */
            sent_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        DecisionRequest: {
            /**
             * @description Kept with the decision, and in the task’s result.
             * @example looks good
             */
            comment?: string;
        };
        Station: {
            /** @example unit-test */
            id: string;
            /** @example Runs a command in a fresh checkout of the source. */
            description: string;
            /** @description JSON Schema (draft 2020-12) of the body of a call. */
            input: {
                [key: string]: unknown;
            };
        };
        AcceptedJob: {
            /** Format: uuid */
            job_id: string;
            /**
             * Format: uri
             * @description Where the task can be watched.
             */
            status_url: string;
        };
        PlanRunRequest: {
            /**
             * @description Branch or tag; absent: the default branch.
             * @example refs/heads/main
             */
            ref?: string;
            /** @description Full hash; absent: the head of the ref. */
            commit?: string;
            /** @description Inputs of the workflow, by name; they override the plan’s. */
            inputs?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description A delivery of the pipeline, which says what is built; not with ref, commit or inputs.
             */
            delivery_id?: string;
        };
        Decision: {
            /**
             * @description What the run passes here.
             * @enum {string}
             */
            gate: "pipeline" | "trigger" | "inputs" | "concurrency" | "delegation" | "workbook";
            /**
             * @description Stable; for programs. Of a delivery, as in its rules.
             * @example filter.branches
             */
            rule: string;
            /**
             * @description wait: the run is made and waits. skip: the trigger leaves the delivery out. refuse: there is no run, or it ends at once. unknown: what would have to be asked is away.
             * @enum {string}
             */
            verdict: "pass" | "wait" | "skip" | "refuse" | "unknown";
            /** @example The branch "docs" does not match "main". */
            detail: string;
            /** @description Ids of the executions that it waits for (concurrency.slot) or ends (concurrency.supersede). */
            runs: string[];
            /** @description The offending fields of what was asked for. */
            errors: components["schemas"]["FieldError"][];
        };
        PlannedWorkbook: {
            /** @example test_build_deploy */
            name: string;
            /** @description sha256 of the definition, as the execution’s workbook_digest. */
            digest: string;
            /**
             * @description What is done to the engine’s workbook first: nothing, or the built-in one is put there.
             * @enum {string}
             */
            change: "none" | "create" | "update";
            /** @description What it starts with, as the execution’s workflow_name; null where there is none. */
            workflow_name: string | null;
        };
        PlannedTask: {
            /** @example unit_test */
            name: string;
            /** @description What the workbook says of it. */
            description: string | null;
            /** @description The action that it runs, as it is written; null where it runs a workflow. */
            action: string | null;
            /** @description The workflow that it runs, as it is written. */
            workflow: string | null;
            /** @description How many of the edges into it have to be taken before it starts; null: each one starts it. */
            join: ("all" | "one") | number | null;
            /** @description Whether it runs once for each item of a list. */
            items: boolean;
            /** @description Seconds, its own or those of task-defaults; null where there are none, or an expression. */
            timeout: number | null;
            /** @description Id of the station that does the work; null where none does. */
            station: string | null;
            /**
             * @description When it runs, seen from the tasks right before it: always, after their success, after their failure, or as an expression or the way of the run decides.
             * @enum {string}
             */
            when: "always" | "on-success" | "on-error" | "conditional";
        };
        RunPlan: {
            /** Format: uuid */
            pipeline_id: string;
            /** @description Whether there would be a run that comes to its tasks, at once or after a wait; null where it cannot be told, as something is away. */
            starts: boolean | null;
            /** @enum {string} */
            trigger: "manual" | "webhook";
            /** @description What would be built; null: the default branch. */
            ref: string | null;
            /** @description Null: the head of the ref. */
            commit: string | null;
            /** @description In the order in which the service comes to them. Where the pipeline or its trigger leaves no run, nothing more is decided. */
            decisions: components["schemas"]["Decision"][];
            /** @description Null where there is no run, no such workbook, or the engine is away. */
            workbook: components["schemas"]["PlannedWorkbook"] | null;
            /** @description What the workflow would get, secrets by their names only; null where they are refused or not known. */
            inputs: {
                [key: string]: unknown;
            } | null;
            /** @description Of the workflow that it starts with. */
            tasks: components["schemas"]["PlannedTask"][];
            /** @description What follows what, among these tasks. */
            edges: components["schemas"]["GraphEdge"][];
        };
        EngineCapability: {
            /**
             * @description embedded, mistral or fake
             * @example embedded
             */
            provider: string;
            /** @description Null where it does not answer. */
            version: string | null;
            /** @description Whether it can take work now. */
            available: boolean;
            /** @description Why it is not available. */
            reason: string | null;
        };
        InputCapability: {
            /** @example unittest_cmd */
            name: string;
            required: boolean;
            /** @description What it is where it is not given; null for a required one. */
            default: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
        };
        CapabilityNode: {
            /**
             * @description The task’s name, or an engine command’s.
             * @example unit_test
             */
            id: string;
            /**
             * @description Runs an action, runs a workflow, or tells the engine what to do (fail, succeed, pause, noop).
             * @enum {string}
             */
            kind: "action" | "workflow" | "command";
            /** @description The action or workflow that it runs, as it is written; null for a command. */
            runs: string | null;
            /** @description What the workbook says of it. */
            description: string | null;
            /** @description How many of the edges into it have to be taken before it starts; null: each one starts it. */
            join: ("all" | "one") | number | null;
            /** @description Whether it runs once for each item of a list. */
            items: boolean;
            /** @description The station that it calls. */
            station: string | null;
        };
        WorkflowCapability: {
            /** @example main */
            name: string;
            /** @enum {string} */
            type: "direct" | "reverse";
            /** @description What the workbook says of it. */
            description: string | null;
            inputs: components["schemas"]["InputCapability"][];
            nodes: components["schemas"]["CapabilityNode"][];
            edges: components["schemas"]["GraphEdge"][];
        };
        WorkbookCapability: {
            /** Format: uri */
            uri: string;
            /** @example test_build_deploy */
            name: string;
            /** @enum {string} */
            origin: "built-in" | "project";
            description: string;
            tags: string[];
            /** @description The stations that its tasks call, by id. */
            stations: string[];
            workflows: components["schemas"]["WorkflowCapability"][];
        };
        LanguagePackCapability: {
            /** Format: uri */
            uri: string;
            /** @example node */
            name: string;
            /** @enum {string} */
            origin: "built-in" | "project";
            description: string;
            /** @description The OCI image that its commands are made for. */
            image: string | null;
            /**
             * @description Files that "auto" tells it by.
             * @example [
             *       "package.json"
             *     ]
             */
            detected_by: string[];
            commands: components["schemas"]["PackCommands"];
        };
        StationCapability: {
            /** @example unit-test */
            id: string;
            description: string;
            /** @description JSON Schema (draft 2020-12) of the body of a call: the one that calls are checked against. */
            input: {
                [key: string]: unknown;
            };
        };
        RunnerCapability: {
            /**
             * @description Runs commands, or builds container images.
             * @enum {string}
             */
            kind: "process" | "container";
            /**
             * @description bubblewrap or none; buildah, podman or docker
             * @example bubblewrap
             */
            name: string;
            /**
             * @example [
             *       "arch=x64",
             *       "isolates-network=yes",
             *       "os=linux"
             *     ]
             */
            labels: string[];
            /** @description How many workers have it. */
            workers: number;
        };
        ImageFormatCapability: {
            /** @enum {string} */
            format: "slug" | "oci";
            /** @description Tools that build it; none for what the service packs itself. */
            tools: string[];
            /** @description How many workers can make it. */
            workers: number;
        };
        StackProviderCapability: {
            /**
             * @description local or heat
             * @example local
             */
            provider: string;
            /** @description Whether it can take work now. */
            available: boolean;
            /** @description Why it is not available. */
            reason: string | null;
        };
        TemplateParameterCapability: {
            /** @example run_cmd */
            name: string;
            /** @description Heat’s: string, number, json, comma_delimited_list or boolean. */
            type: string;
            /** @description What the template says of it. */
            description: string | null;
            required: boolean;
            /** @description What it is where it is not given; null for a required one. */
            default: string | number | boolean | {
                [key: string]: unknown;
            } | unknown[] | null;
        };
        StackTemplateCapability: {
            /** @example basic */
            name: string;
            /** @description What the template says of itself. */
            description: string | null;
            parameters: components["schemas"]["TemplateParameterCapability"][];
        };
        GitHostCapability: {
            /**
             * @description gitea is Forgejo too; bitbucket Cloud and Data Center; plain is curl and scripts.
             * @enum {string}
             */
            name: "github" | "gitlab" | "gitea" | "bitbucket" | "plain";
        };
        Capabilities: {
            engines: components["schemas"]["EngineCapability"][];
            workbooks: components["schemas"]["WorkbookCapability"][];
            /** @description Why the project’s own workbooks are missing; null where they are there. */
            workbooks_unavailable: string | null;
            language_packs: components["schemas"]["LanguagePackCapability"][];
            stations: components["schemas"]["StationCapability"][];
            /** @description What the workers have found on their machines. */
            runners: components["schemas"]["RunnerCapability"][];
            image_formats: components["schemas"]["ImageFormatCapability"][];
            stack_providers: components["schemas"]["StackProviderCapability"][];
            stack_templates: components["schemas"]["StackTemplateCapability"][];
            /** @description The hosts whose webhooks are understood. */
            git_hosts: components["schemas"]["GitHostCapability"][];
        };
        VersionLink: {
            /** Format: uri */
            href: string;
            /** @enum {string} */
            rel: "self";
        };
        VersionEntry: {
            /** @example v1.0 */
            id: string;
            /** @enum {string} */
            status: "CURRENT";
            /**
             * @description Newest microversion.
             * @example 1.0
             */
            version: string;
            /** @example 1.0 */
            min_version: string;
            links: components["schemas"]["VersionLink"][];
        };
        Versions: {
            versions: components["schemas"]["VersionEntry"][];
        };
        Platform: {
            /** Format: uri */
            uri: string;
            /** @enum {string} */
            name: "solum";
            /** @enum {string} */
            type: "platform";
            description: string;
            /** @example 0.1.0 */
            implementation_version: string;
            /** Format: uri */
            plans_uri: string;
            /** Format: uri */
            pipelines_uri: string;
            /** Format: uri */
            triggers_uri: string;
            /** Format: uri */
            executions_uri: string;
            /** Format: uri */
            language_packs_uri: string;
            /** Format: uri */
            workbooks_uri: string;
            /** Format: uri */
            stations_uri: string;
            /** Format: uri */
            capabilities_uri: string;
            /** Format: uri */
            openapi_uri: string;
        };
        Dependency: {
            /** @enum {string} */
            status: "ok" | "error";
            latency_ms: number;
            error: string | null;
        };
        Liveness: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "error";
            checks: {
                [key: string]: components["schemas"]["Dependency"];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAuditEntries: {
        parameters: {
            query?: {
                /** @description Entries from before this time. */
                until?: string;
                /** @description Entries of this time or later. */
                from?: string;
                /** @description Of every project; needs the rule all_projects:read. */
                all_projects?: boolean;
                /** @description Of this project only; another one than the token’s needs the rule all_projects:read. */
                project_id?: string;
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at. */
                sort?: string;
                /** @description Only items with this user_id. */
                user_id?: string;
                /** @description Only items with this resource_type. */
                resource_type?: string;
                /** @description Only items with this resource_id. */
                resource_id?: string;
                /** @description Only items with this operation. */
                operation?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntry"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The sequence of the last event of the page before; only with JSON. */
                marker?: number;
                /** @description Of every project; needs the rule all_projects:read. */
                all_projects?: boolean;
                /** @description Of this project only; another one than the token’s needs the rule all_projects:read. */
                project_id?: string;
            };
            header?: {
                /** @description With Accept: text/event-stream: the sequence of the last event that the client has. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"][];
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLanguagePacks: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: name. */
                sort?: string;
                /** @description Only items with this name. */
                name?: string;
                /** @description Only items with this origin. */
                origin?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguagePack"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createLanguagePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguagePackRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguagePack"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLanguagePack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                language_pack_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguagePack"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateLanguagePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                language_pack_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguagePackRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanguagePack"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLanguagePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                language_pack_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlans: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at, updated_at, name. */
                sort?: string;
                /** @description Only items with this name. */
                name?: string;
                /** @description Of every project; needs the rule all_projects:read. */
                all_projects?: boolean;
                /** @description Of this project only; another one than the token’s needs the rule all_projects:read. */
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
                "application/x-yaml": components["schemas"]["PlanRequest"];
                "x-application/yaml": components["schemas"]["PlanRequest"];
                "text/yaml": components["schemas"]["PlanRequest"];
                "text/x-yaml": components["schemas"]["PlanRequest"];
                "application/yaml": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                    "application/x-yaml": components["schemas"]["Plan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validatePlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
                "application/x-yaml": components["schemas"]["PlanRequest"];
                "x-application/yaml": components["schemas"]["PlanRequest"];
                "text/yaml": components["schemas"]["PlanRequest"];
                "text/x-yaml": components["schemas"]["PlanRequest"];
                "application/yaml": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVerdict"];
                    "application/x-yaml": components["schemas"]["PlanVerdict"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
                "application/x-yaml": components["schemas"]["PlanRequest"];
                "x-application/yaml": components["schemas"]["PlanRequest"];
                "text/yaml": components["schemas"]["PlanRequest"];
                "text/x-yaml": components["schemas"]["PlanRequest"];
                "application/yaml": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                    "application/x-yaml": components["schemas"]["Plan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveEngineEvent: {
        parameters: {
            query?: never;
            header: {
                "X-Solum-Signature": string;
            };
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EngineEventReceipt"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorkbooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbook"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The workbook (YAML), or JSON with it as "definition". */
        requestBody: {
            content: {
                "text/plain": string;
                "application/x-yaml": string;
                "x-application/yaml": string;
                "text/yaml": string;
                "text/x-yaml": string;
                "application/yaml": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbook"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The workbook (YAML), or JSON with it as "definition". */
        requestBody: {
            content: {
                "text/plain": string;
                "application/x-yaml": string;
                "x-application/yaml": string;
                "text/yaml": string;
                "text/x-yaml": string;
                "application/yaml": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkbookVerdict"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dryRunWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workbook_name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DryRunRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workbook_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbook"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workbook_name: string;
            };
            cookie?: never;
        };
        /** @description The workbook (YAML), or JSON with it as "definition". */
        requestBody: {
            content: {
                "text/plain": string;
                "application/x-yaml": string;
                "x-application/yaml": string;
                "text/yaml": string;
                "text/x-yaml": string;
                "application/yaml": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbook"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWorkbook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                workbook_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExecutionEvents: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The sequence of the last event of the page before; only with JSON. */
                marker?: number;
            };
            header?: {
                /** @description With Accept: text/event-stream: the sequence of the last event that the client has. */
                "Last-Event-ID"?: string;
            };
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"][];
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExecutionGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionGraph"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at. */
                sort?: string;
                /** @description Only items with this kind. */
                kind?: string;
                /** @description Only items with this outcome. */
                outcome?: string;
            };
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionAction"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ControlRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ControlRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ControlRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rerunExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path: {
                execution_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPipelines: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at, updated_at, name, workbook_name. */
                sort?: string;
                /** @description Only items with this name. */
                name?: string;
                /** @description Only items with this workbook_name. */
                workbook_name?: string;
                /** @description Only items with this plan_id. */
                plan_id?: string;
                /** @description Only pipelines with this in their name, in whatever case. */
                name_contains?: string;
                /** @description Shows so many of each pipeline’s last executions. */
                recent_executions?: number;
                /** @description Of every project; needs the rule all_projects:read. */
                all_projects?: boolean;
                /** @description Of this project only; another one than the token’s needs the rule all_projects:read. */
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePipelineRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedPipeline"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePipelineRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePipeline: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExecutions: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at, updated_at, state. */
                sort?: string;
                /** @description Only items with this state. */
                state?: string;
                /** @description Only items with this commit. */
                commit?: string;
                /** @description Only items with this ref. */
                ref?: string;
                /** @description Only items with this trigger. */
                trigger?: string;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunPipelineRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStages: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at. */
                sort?: string;
                /** @description Only items with this state. */
                state?: string;
                /** @description Only items with this ref. */
                ref?: string;
                /** @description Only items with this trigger. */
                trigger?: string;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stage"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelegation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewDelegation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delegation"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPipelineStack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineStack"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineTrigger"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTrigger: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TriggerSettingsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineTrigger"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateTriggerSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSecretRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPlanSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPlanSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
                secret_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSecretRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description It has the new value now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePlanSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
                secret_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPipelineSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPipelineSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
                secret_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSecretRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description It has the new value now. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePipelineSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
                secret_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fireTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                trigger_id: string;
            };
            cookie?: never;
        };
        /** @description A webhook of GitHub, GitLab, Gitea, Forgejo or Bitbucket; `{"ref": "refs/heads/…", "commit": "…"}`; or nothing. */
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerReceipt"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: received_at, verdict. */
                sort?: string;
                /** @description Only items with this verdict. */
                verdict?: string;
                /** @description Only items with this ref. */
                ref?: string;
                /** @description Only items with this commit. */
                commit?: string;
                /** @description Only items with this host_delivery_id. */
                host_delivery_id?: string;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path: {
                pipeline_id: string;
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Polling"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPolling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PollingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Polling"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePolling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at, updated_at. */
                sort?: string;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same request under the same key is done once; its repetitions answer what it made. */
                "Idempotency-Key"?: string;
            };
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScheduleRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScheduleRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change is based on. */
                "If-Match"?: string;
            };
            path: {
                pipeline_id: string;
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatusReporting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusReporting"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStatusReporting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusReportingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusReporting"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStatusReporting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommitStatuses: {
        parameters: {
            query?: {
                /** @description Most items of one page. */
                limit?: number;
                /** @description Id of the last item of the page before. */
                marker?: string;
                /** @description key:asc or key:desc; keys: created_at, updated_at. */
                sort?: string;
                /** @description Only items with this sha. */
                sha?: string;
                /** @description Only items with this state. */
                state?: string;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitStatus"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution_id: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Station"][];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callStation: {
        parameters: {
            query?: never;
            header: {
                /** @description sent by std.mistral_http */
                "Mistral-Action-Execution-Id": string;
                /** @description sent by std.mistral_http */
                "Mistral-Task-Id": string;
                /** @description env().solum.credential of the calling workflow */
                "X-Station-Credential": string;
            };
            path: {
                station: string;
            };
            cookie?: never;
        };
        /** @description The input that the station describes. */
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedJob"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTaskLog: {
        parameters: {
            query?: never;
            header?: {
                /** @description With Accept: text/event-stream: the offset, in bytes, to go on from. */
                "Last-Event-ID"?: string;
                /** @description bytes=START-END, bytes=START- or bytes=-LAST; answered with 206. */
                Range?: string;
            };
            path: {
                execution_id: string;
                task: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planPipelineRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PlanRunRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPlan"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Versions"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPlatform: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Platform"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    healthcheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
